import java.util.*;

public class Main {
    static int minutes(String text) {
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int opening = minutes(in.next()), closing = minutes(in.next()), wanted = in.nextInt();
        int n = in.nextInt();
        for (int i = 0; i < n; i++) {
            int start = minutes(in.next()), end = minutes(in.next());
        }
    }
}

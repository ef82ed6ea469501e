import java.io.*;
import java.util.*;

public class Main {
    private static StringTokenizer words;

    private static int minutes() {
        String text = words.nextToken();
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    public static void main(String[] args) throws IOException {
        words = new StringTokenizer(new String(System.in.readAllBytes()));
        int opening = minutes(), closing = minutes();
        int wanted = Integer.parseInt(words.nextToken()), n = Integer.parseInt(words.nextToken());
        int[] change = new int[1441];
        for (int i = 0; i < n; i++) {
            int start = minutes(), end = minutes();
            change[start]++;
            change[end]--;
            if (end < start) change[0]++;
        }
        long total = 0;
        int onDuty = 0, lacking = 0, longest = 0, stretch = 0;
        for (int minute = 0; minute < closing; minute++) {
            onDuty += change[minute];
            if (minute < opening) continue;
            total += onDuty;
            stretch = onDuty < wanted ? stretch + 1 : 0;
            if (onDuty < wanted) lacking++;
            longest = Math.max(longest, stretch);
        }
        System.out.println(lacking + "\n" + longest + "\n" + (double) total / (closing - opening));
    }
}

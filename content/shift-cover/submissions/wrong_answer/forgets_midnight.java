import java.util.*;

/** A shift over midnight loses the part after midnight. */
public class Main {
    static int minutes(String text) {
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    public static void main(String[] args) {
        StringTokenizer words = new StringTokenizer(new Scanner(System.in).useDelimiter("\\A").next());
        int opening = minutes(words.nextToken()), closing = minutes(words.nextToken());
        int wanted = Integer.parseInt(words.nextToken()), n = Integer.parseInt(words.nextToken());
        int[] change = new int[1441];
        for (int i = 0; i < n; i++) {
            int start = minutes(words.nextToken()), end = minutes(words.nextToken());
            change[start]++;
            change[end < start ? 1440 : end]--;
        }
        int onDuty = 0, lacking = 0, longest = 0, stretch = 0;
        long total = 0;
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

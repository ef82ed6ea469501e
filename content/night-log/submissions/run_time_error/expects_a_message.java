import java.util.*;

/** Reads a message from every line, and breaks where there is none. */
class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = Integer.parseInt(in.nextLine());
        Map<String, Integer> points = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            String[] parts = in.nextLine().split(" ");
            String message = parts[3];
            int cost = parts[1].equals("FATAL") ? 10 : parts[1].equals("ERROR") ? 1 : 0;
            if (cost > 0 && message != null) points.merge(parts[2], cost, Integer::sum);
        }
        List<String> names = new ArrayList<>(points.keySet());
        names.sort(Comparator.comparing((String name) -> -points.get(name)));
        for (String name : names) System.out.println(name + " " + points.get(name));
        if (names.isEmpty()) System.out.println("quiet");
    }
}

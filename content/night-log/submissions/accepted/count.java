import java.io.*;
import java.util.*;

public class Count {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        Map<String, Integer> points = new TreeMap<>();
        int n = Integer.parseInt(in.readLine().trim());
        for (int i = 0; i < n; i++) {
            String[] parts = in.readLine().split(" ", 4);
            int cost = parts[1].equals("FATAL") ? 10 : parts[1].equals("ERROR") ? 1 : 0;
            if (cost > 0) points.merge(parts[2], cost, Integer::sum);
        }
        points.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .forEach(entry -> System.out.println(entry.getKey() + " " + entry.getValue()));
        if (points.isEmpty()) System.out.println("quiet");
    }
}

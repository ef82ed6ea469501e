import java.math.BigInteger;
import java.util.*;

class Solution {
    static List<Long> splitBill(long totalCents, List<Integer> weights) {
        BigInteger total = BigInteger.valueOf(totalCents);
        BigInteger whole = BigInteger.valueOf(weights.stream().mapToLong(Integer::longValue).sum());
        List<Long> shares = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        long left = totalCents;
        for (int weight : weights) {
            BigInteger[] parts = total.multiply(BigInteger.valueOf(weight)).divideAndRemainder(whole);
            shares.add(parts[0].longValueExact());
            lost.add(parts[1].longValueExact());
            left -= parts[0].longValueExact();
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) order.add(i);
        order.sort(Comparator.comparingLong((Integer i) -> -lost.get(i)).thenComparingInt(i -> i));
        for (int i = 0; i < left; i++) shares.set(order.get(i), shares.get(order.get(i)) + 1);
        return shares;
    }
}

import { spellType } from "#lib/assessments/functions/languages.ts";
import type { Signature } from "#lib/assessments/functions/schema.ts";
import { typeOf, type ValueType } from "#lib/assessments/functions/types.ts";
import type { Harness } from "./types.ts";

const SCALARS: Record<string, string> = {
  int: "integer()",
  long: "whole()",
  float: "decimal()",
  bool: "truth()",
  string: "text()",
};

function reading(type: ValueType): string {
  if (!("of" in type)) return SCALARS[type.kind] ?? "";
  return `${type.kind}(() -> ${reading(type.of)})`;
}

const program = ({ name, parameters, result }: Signature) => String.raw`import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.function.Supplier;

public class Main {
    static byte[] given;
    static int at = 0;

    static String until(char end) {
        int start = at;
        while (given[at] != end) at++;
        return new String(given, start, at++ - start, StandardCharsets.US_ASCII);
    }
    static Integer integer() { return Integer.valueOf(until(' ')); }
    static Long whole() { return Long.valueOf(until(' ')); }
    static Double decimal() { return Double.valueOf(until(' ')); }
    static Boolean truth() { return until(' ').equals("1"); }
    static String text() {
        int size = Integer.parseInt(until(':'));
        at += size;
        return new String(given, at - size, size, StandardCharsets.UTF_8);
    }
    static <T> List<T> list(Supplier<T> read) {
        int count = integer();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) list.add(read.get());
        return list;
    }
    static <T> Map<String, T> map(Supplier<T> read) {
        int count = integer();
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) { String key = text(); map.put(key, read.get()); }
        return map;
    }
    static <T> T nullable(Supplier<T> read) { return until(' ').equals("-") ? null : read.get(); }

    static void put(StringBuilder out, Object value, int left) {
        if (value == null || value instanceof Boolean || value instanceof Number) out.append(value);
        else if (value instanceof String) quote(out, (String) value);
        else if (left == 0) out.append("!\"a structure that nests without end\"");
        else if (value instanceof List) {
            String mark = "[";
            for (Object item : (List<?>) value) { out.append(mark); put(out, item, left - 1); mark = ","; }
            out.append(mark.equals("[") ? "[]" : "]");
        } else if (value instanceof Map) {
            String mark = "{";
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.append(mark);
                quote(out, String.valueOf(entry.getKey()));
                out.append(':');
                put(out, entry.getValue(), left - 1);
                mark = ",";
            }
            out.append(mark.equals("{") ? "{}" : "}");
        } else { out.append('!'); quote(out, "a value of the type " + value.getClass().getSimpleName()); }
    }
    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20 || c > 0x7e) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        out.append('"');
    }
    static void leave(int code, String text) throws Exception {
        System.out.flush();
        try (FileOutputStream channel = new FileOutputStream("/proc/self/fd/3")) {
            channel.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Runtime.getRuntime().halt(code);
    }

    public static void main(String[] ignored) throws Exception {
        given = System.in.readAllBytes();
        StringBuilder out = new StringBuilder("=");
        try {
${parameters
  .map(
    ({ type }, index) =>
      `            ${spellType("java", type)} argument${index} = ${reading(typeOf(type))};`,
  )
  .join("\n")}
            ${spellType("java", result.type)} returned = new Solution().${name}(${parameters.map((_, index) => `argument${index}`).join(", ")});
            put(out, returned, 60);
        } catch (OutOfMemoryError error) {
            throw error;
        } catch (Throwable error) {
            StackTraceElement[] trace = error.getStackTrace();
            int own = trace.length;
            while (own > 0 && trace[own - 1].getClassName().startsWith("Main")) own--;
            error.setStackTrace(Arrays.copyOf(trace, Math.min(own, 40)));
            error.printStackTrace();
            leave(1, "?threw " + error);
        }
        leave(0, out.toString());
    }
}
`;

export const JAVA_HARNESS: Harness = {
  wire: "tokens",
  place: "compile",
  sourceName: "Solution.java",
  file: (signature) => ({ name: "Main.java", content: program(signature) }),
};

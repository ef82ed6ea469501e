import type { Signature } from "#lib/assessments/functions/schema.ts";
import { typeOf } from "#lib/assessments/functions/types.ts";
import type { Harness } from "./types.ts";

/** PHP has one kind of array: the signature says where a map was meant. */
const program = ({ name, result }: Signature) => String.raw`<?php
final class AssayHarness
{
    private const NAME = ${JSON.stringify(name)};
    private const RESULT = '${JSON.stringify(typeOf(result.type))}';

    private static function foreign(string $what): string
    {
        return '!' . json_encode($what);
    }

    private static function textOf(mixed $value, ?array $type, int $left = 60): string
    {
        while ($type !== null && $type['kind'] === 'nullable') $type = $type['of'];
        if ($value === null) return 'null';
        if (is_bool($value)) return $value ? 'true' : 'false';
        if (is_int($value)) return (string) $value;
        if (is_float($value)) {
            if (is_nan($value)) return 'NaN';
            if (is_infinite($value)) return $value > 0 ? 'Infinity' : '-Infinity';
            return json_encode($value, JSON_PRESERVE_ZERO_FRACTION);
        }
        if (is_string($value)) return json_encode($value, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES);
        if ($left === 0) return self::foreign('a structure that nests without end');
        if (!is_array($value)) return self::foreign('a value of the type ' . substr(get_debug_type($value), 0, 60));
        $asMap = ($type !== null && $type['kind'] === 'map') || !array_is_list($value);
        $of = $type['of'] ?? null;
        $parts = [];
        foreach ($value as $key => $item) {
            $text = self::textOf($item, $of, $left - 1);
            $parts[] = $asMap ? json_encode((string) $key, JSON_INVALID_UTF8_SUBSTITUTE) . ':' . $text : $text;
        }
        return $asMap ? '{' . implode(',', $parts) . '}' : '[' . implode(',', $parts) . ']';
    }

    private static function leave(int $code, string $text): never
    {
        while (ob_get_level() > 0) ob_end_flush();
        $channel = fopen('php://fd/3', 'wb');
        fwrite($channel, $text);
        fclose($channel);
        exit($code);
    }

    public static function run(): never
    {
        $given = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
        try {
            require '/w/solution.php';
            if (!function_exists(self::NAME)) self::leave(1, '?missing');
            $needed = (new ReflectionFunction(self::NAME))->getNumberOfRequiredParameters();
            if ($needed > count($given)) self::leave(1, "?arity takes $needed, is given " . count($given));
            $answer = self::textOf((self::NAME)(...$given), json_decode(self::RESULT, true));
        } catch (Throwable $error) {
            $where = basename($error->getFile()) . ':' . $error->getLine();
            fwrite(STDERR, get_class($error) . ': ' . $error->getMessage() . " in $where\n");
            self::leave(1, '?threw ' . substr(get_class($error) . ': ' . $error->getMessage(), 0, 400));
        }
        self::leave(0, '=' . $answer);
    }
}
AssayHarness::run();
`;

export const PHP_HARNESS: Harness = {
  wire: "json",
  place: "run",
  file: (signature) => ({ name: "harness.php", content: program(signature) }),
  run: (language, context, harness) => language.run({ ...context, program: harness }),
};

import { spellType } from "#lib/assessments/functions/languages.ts";
import type { Signature } from "#lib/assessments/functions/schema.ts";
import type { Harness } from "./types.ts";

const program = ({ name, parameters, result }: Signature) => `package main

import (
	assayjson "encoding/json"
	assayio "io"
	assaymath "math"
	assayos "os"
	assayreflect "reflect"
	assaysort "sort"
	assaystrconv "strconv"
	assaystrings "strings"
)

func assayPut(out *assaystrings.Builder, value assayreflect.Value) {
	switch value.Kind() {
	case assayreflect.Bool:
		out.WriteString(assaystrconv.FormatBool(value.Bool()))
	case assayreflect.Int, assayreflect.Int64:
		out.WriteString(assaystrconv.FormatInt(value.Int(), 10))
	case assayreflect.Float64:
		number := value.Float()
		if assaymath.IsNaN(number) {
			out.WriteString("NaN")
		} else if assaymath.IsInf(number, 1) {
			out.WriteString("Infinity")
		} else if assaymath.IsInf(number, -1) {
			out.WriteString("-Infinity")
		} else {
			out.WriteString(assaystrconv.FormatFloat(number, 'g', -1, 64))
		}
	case assayreflect.String:
		text, _ := assayjson.Marshal(value.String())
		out.Write(text)
	case assayreflect.Ptr:
		if value.IsNil() {
			out.WriteString("null")
		} else {
			assayPut(out, value.Elem())
		}
	case assayreflect.Slice:
		out.WriteByte('[')
		for i := 0; i < value.Len(); i++ {
			if i > 0 {
				out.WriteByte(',')
			}
			assayPut(out, value.Index(i))
		}
		out.WriteByte(']')
	case assayreflect.Map:
		keys := value.MapKeys()
		assaysort.Slice(keys, func(a, b int) bool { return keys[a].String() < keys[b].String() })
		out.WriteByte('{')
		for i, key := range keys {
			if i > 0 {
				out.WriteByte(',')
			}
			assayPut(out, key)
			out.WriteByte(':')
			assayPut(out, value.MapIndex(key))
		}
		out.WriteByte('}')
	}
}

func assayRead(text assayjson.RawMessage, into any) {
	if err := assayjson.Unmarshal(text, into); err != nil {
		panic(err)
	}
}

func main() {
	text, _ := assayio.ReadAll(assayos.Stdin)
	var given []assayjson.RawMessage
	assayRead(text, &given)
${parameters
  .map(
    ({ type }, index) =>
      `	var argument${index} ${spellType("go", type)}\n	assayRead(given[${index}], &argument${index})`,
  )
  .join("\n")}
	var returned ${spellType("go", result.type)} = ${name}(${parameters.map((_, index) => `argument${index}`).join(", ")})
	var out assaystrings.Builder
	out.WriteByte('=')
	assayPut(&out, assayreflect.ValueOf(&returned).Elem())
	channel := assayos.NewFile(3, "result")
	channel.WriteString(out.String())
	assayos.Exit(0)
}
`;

export const GO_HARNESS: Harness = {
  wire: "json",
  place: "compile",
  file: (signature) => ({ name: "harness.go", content: program(signature) }),
};

import { spellingOf } from "#lib/assessments/functions/languages.ts";
import type { Harness } from "./types.ts";

const program = (name: string) => `require "json"

module AssayHarness
  NAME = ${JSON.stringify(name)}.to_sym
  KINDS = { "Set" => "a set", "Range" => "a range", "Proc" => "a block", "Enumerator" => "an enumerator" }.freeze

  def self.foreign(what)
    "!" + JSON.generate(what)
  end

  def self.text_of(value, left = 60)
    case value
    when nil then "null"
    when true, false then value.to_s
    when Integer then value.bit_length > 1000 ? foreign("a whole number of more than 1000 bits") : value.to_s
    when Float
      if value.nan? then "NaN"
      elsif value.infinite? then value.positive? ? "Infinity" : "-Infinity"
      else value.to_s
      end
    when String then JSON.generate(value.encode("UTF-8", invalid: :replace, undef: :replace).scrub)
    when Symbol then foreign("a symbol")
    when Array
      return foreign("a structure that nests without end") if left.zero?
      "[" + value.map { |item| text_of(item, left - 1) }.join(",") + "]"
    when Hash
      return foreign("a structure that nests without end") if left.zero?
      return foreign("a map whose keys are not text") unless value.keys.all? { |key| key.is_a?(String) }
      "{" + value.map { |key, item| text_of(key) + ":" + text_of(item, left - 1) }.join(",") + "}"
    else foreign(KINDS.fetch(value.class.name.to_s, "a value of the type #{value.class.name.to_s[0, 60]}"))
    end
  end

  def self.leave(code, text)
    $stdout.flush
    $stderr.flush
    channel = IO.for_fd(3, "wb")
    channel.write(text)
    channel.flush
    exit!(code)
  end

  def self.call
    given = JSON.parse($stdin.read, allow_nan: true)
    load "/w/solution.rb"
    leave(1, "?missing") unless Object.private_method_defined?(NAME) || Object.method_defined?(NAME)
    arity = Object.instance_method(NAME).arity
    fits = arity.negative? ? given.size >= -arity - 1 : given.size == arity
    leave(1, "?arity takes #{arity.negative? ? "at least #{-arity - 1}" : arity}, is given #{given.size}") unless fits
    text_of(Object.new.send(NAME, *given))
  end
end

begin
  answer = "=" + AssayHarness.call
rescue StandardError, ScriptError, SystemStackError => error
  error.set_backtrace(Array(error.backtrace).reject { |line| line.start_with?("/w/harness.rb") })
  $stderr.puts error.full_message(highlight: false)
  AssayHarness.leave(1, "?threw #{error.class}: #{error.message}"[0, 400])
end
AssayHarness.leave(0, answer)
`;

export const RUBY_HARNESS: Harness = {
  wire: "json",
  place: "run",
  file: ({ name }) => ({ name: "harness.rb", content: program(spellingOf("ruby").name(name)) }),
  run: (language, context, harness) => language.run({ ...context, program: harness }),
};

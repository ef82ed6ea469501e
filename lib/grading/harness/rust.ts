import { spellingOf, spellType } from "#lib/assessments/functions/languages.ts";
import type { Signature } from "#lib/assessments/functions/schema.ts";
import type { Harness } from "./types.ts";

const qualified = (type: string) =>
  spellType("rust", type).replaceAll("HashMap<", "std::collections::HashMap<");

const program = ({ name, parameters, result }: Signature) => String.raw`include!("solution.rs");

mod assay_harness {
    pub struct Reader { pub text: Vec<u8>, pub at: usize }

    impl Reader {
        fn token(&mut self, end: u8) -> String {
            let start = self.at;
            while self.text[self.at] != end { self.at += 1; }
            self.at += 1;
            String::from_utf8_lossy(&self.text[start..self.at - 1]).into_owned()
        }
    }

    pub trait Wire: Sized {
        fn read(reader: &mut Reader) -> Self;
        fn write(&self, out: &mut String);
    }

    macro_rules! whole { ($($kind:ty),*) => { $(impl Wire for $kind {
        fn read(reader: &mut Reader) -> Self { reader.token(b' ').parse().unwrap() }
        fn write(&self, out: &mut String) { out.push_str(&self.to_string()); }
    })* } }
    whole!(i32, i64);

    impl Wire for f64 {
        fn read(reader: &mut Reader) -> Self { reader.token(b' ').parse().unwrap() }
        fn write(&self, out: &mut String) {
            if self.is_nan() { out.push_str("NaN"); }
            else if self.is_infinite() { out.push_str(if *self > 0.0 { "Infinity" } else { "-Infinity" }); }
            else { out.push_str(&format!("{:e}", self)); }
        }
    }

    impl Wire for bool {
        fn read(reader: &mut Reader) -> Self { reader.token(b' ') == "1" }
        fn write(&self, out: &mut String) { out.push_str(if *self { "true" } else { "false" }); }
    }

    impl Wire for String {
        fn read(reader: &mut Reader) -> Self {
            let size: usize = reader.token(b':').parse().unwrap();
            reader.at += size;
            String::from_utf8_lossy(&reader.text[reader.at - size..reader.at]).into_owned()
        }
        fn write(&self, out: &mut String) {
            out.push('"');
            for letter in self.chars() {
                match letter {
                    '"' | '\\' => { out.push('\\'); out.push(letter); }
                    letter if (letter as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", letter as u32)),
                    letter => out.push(letter),
                }
            }
            out.push('"');
        }
    }

    impl<T: Wire> Wire for Vec<T> {
        fn read(reader: &mut Reader) -> Self {
            let count: usize = reader.token(b' ').parse().unwrap();
            (0..count).map(|_| T::read(reader)).collect()
        }
        fn write(&self, out: &mut String) {
            out.push('[');
            for (index, item) in self.iter().enumerate() {
                if index > 0 { out.push(','); }
                item.write(out);
            }
            out.push(']');
        }
    }

    impl<T: Wire> Wire for std::collections::HashMap<String, T> {
        fn read(reader: &mut Reader) -> Self {
            let count: usize = reader.token(b' ').parse().unwrap();
            (0..count).map(|_| { let key = String::read(reader); (key, T::read(reader)) }).collect()
        }
        fn write(&self, out: &mut String) {
            out.push('{');
            for (index, (key, item)) in self.iter().enumerate() {
                if index > 0 { out.push(','); }
                key.write(out);
                out.push(':');
                item.write(out);
            }
            out.push('}');
        }
    }

    impl<T: Wire> Wire for Option<T> {
        fn read(reader: &mut Reader) -> Self {
            if reader.token(b' ') == "-" { None } else { Some(T::read(reader)) }
        }
        fn write(&self, out: &mut String) {
            match self { Some(value) => value.write(out), None => out.push_str("null") }
        }
    }
}

fn main() {
    use assay_harness::{Reader, Wire};
    use std::io::{Read as _, Write as _};
    use std::os::unix::io::FromRawFd as _;
    let mut reader = Reader { text: Vec::new(), at: 0 };
    std::io::stdin().read_to_end(&mut reader.text).unwrap();
${parameters
  .map(({ type }, index) => `    let argument${index} = <${qualified(type)} as Wire>::read(&mut reader);`)
  .join("\n")}
    let returned: ${qualified(result.type)} = ${spellingOf("rust").name(name)}(${parameters.map((_, index) => `argument${index}`).join(", ")});
    let mut out = String::from("=");
    returned.write(&mut out);
    std::io::stdout().flush().ok();
    let mut channel = unsafe { std::fs::File::from_raw_fd(3) };
    channel.write_all(out.as_bytes()).unwrap();
    std::process::exit(0);
}
`;

export const RUST_HARNESS: Harness = {
  wire: "tokens",
  place: "compile",
  file: (signature) => ({ name: "harness.rs", content: program(signature) }),
  sources: (_own, harness) => [harness],
};

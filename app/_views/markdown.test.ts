import { describe, expect, it } from "vitest";
import { markdownToHtml } from "./markdown.ts";

describe("a statement", () => {
  it("drops scripts, handlers, styles and addresses that run", () => {
    const html = markdownToHtml(
      [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        '[run](javascript:alert(1)) ![p](https://evil.example/t.png "t")',
        '<a href="#" style="position:fixed" onclick="x()">a</a>',
      ].join("\n\n"),
    );
    expect(html).not.toMatch(/script|onerror|onclick|style=|evil\.example/);
  });

  it("keeps the page's one first-level heading alone", () => {
    expect(markdownToHtml("# Input\n\n## Limits")).toBe("<h2>Input</h2>\n<h3>Limits</h3>");
    expect(markdownToHtml("# Input", 3)).toBe("<h3>Input</h3>");
  });

  it("makes tables and code reachable by keyboard, with a name", () => {
    const html = markdownToHtml("| a | b |\n|---|--:|\n| 1 | 2 |\n\n```python\nprint(1)\n```");
    expect(html).toMatch(/<div tabindex="0" role="group" aria-label="Table"><table>/);
    expect(html).toMatch(/<td align="right">2<\/td>/);
    expect(html).toMatch(/<pre tabindex="0" role="group" aria-label="Code"><code class="language-python">/);
  });

  it("sets TeX between dollars as MathML, and leaves a formula with a mistake as it was written", () => {
    const html = markdownToHtml("At most $n^2 \\le 10$ and $\\frac{$.\n\n$$\n\\sum_{i=1}^n i\n$$");
    expect(html).toMatch(/<math><mrow><msup><mi>n<\/mi><mn>2<\/mn><\/msup><mo>≤<\/mo>/);
    expect(html).toMatch(/<code class="language-math">\\frac{<\/code>/);
    expect(html).toMatch(/<div tabindex="0" role="group" aria-label="Formula"><math display="block"/);
  });

  it("takes nothing from TeX that runs, fetches or carries a style", () => {
    const tex = [
      "$\\href{javascript:alert(1)}{x}$ $\\color{red} y$ $\\class{a b}{z}$",
      "$\\includegraphics{https://evil.example/t.png}$ $\\text{<img src=x onerror=alert(1)>}$",
    ].join("\n\n");
    expect(markdownToHtml(tex)).not.toMatch(/<a |<img|style=|href=/);
  });

  it("leaves money alone", () => {
    expect(markdownToHtml("From $5 to $10, `$x$` and a $ sign")).toBe(
      "<p>From $5 to $10, <code>$x$</code> and a $ sign</p>",
    );
  });

  it("keeps a picture's place before it has come, and tells one that is not ours by its words", () => {
    const at = `/api/questions/pictures/${"0".repeat(64)}.png`;
    expect(markdownToHtml(`![A tree](${at}#640x480)`)).toBe(
      `<p><img src="${at}" alt="A tree" width="640" height="480" loading="lazy" decoding="async"></p>`,
    );
    expect(markdownToHtml("![A tree](tree.png)")).toBe("<p>A tree</p>");
  });

  it("names what scrolls in the language of the text", () => {
    expect(markdownToHtml("| a |\n|---|\n| 1 |", 2, "de-AT")).toMatch(/aria-label="Tabelle"/);
  });

  it("takes as ours only a picture's own address", () => {
    const other = [
      "/api/questions/pictures/../../my-data",
      "/api/questions/pictures/%2e%2e/x",
      "data:text/html,x",
    ];
    for (const address of other) expect(markdownToHtml(`![x](${address})`)).toBe("<p>x</p>");
  });

  it("is shown as it was written where it would hold the page up, at once", () => {
    const hard = [
      "> ".repeat(3_000),
      `|${"a|".repeat(1_500)}\n|${"-|".repeat(1_500)}`,
      "[".repeat(50_000),
      "*a ".repeat(15_000),
      "<b>&".repeat(20_000),
    ];
    const begun = performance.now();
    for (const text of hard) expect(markdownToHtml(text)).toMatch(/^<pre class="[^"]+">[\s\S]*<\/pre>$/);
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(markdownToHtml(hard.at(-1) ?? "")).toContain("&lt;b>&amp;&lt;b>");
  });

  it("is set once, however often its page is opened", () => {
    const text = "| a |\n|---|\n".concat("| 1 |\n".repeat(900));
    const first = markdownToHtml(text);
    const begun = performance.now();
    for (let view = 0; view < 20; view++) expect(markdownToHtml(text)).toBe(first);
    expect(first).toContain("<table>");
    expect(performance.now() - begun).toBeLessThan(200);
  });
});

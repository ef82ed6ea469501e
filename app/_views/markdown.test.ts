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
});

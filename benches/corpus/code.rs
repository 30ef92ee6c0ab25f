//! Blocks of code in eight languages, each block another one.

use std::fmt::Write as _;

use super::prose::Random;

/// Appends a fenced block.
pub(crate) fn block(body: &mut String, random: &mut Random) {
    const LANGUAGES: [&str; 8] =
        ["rust", "python", "bash", "json", "yaml", "javascript", "toml", "go"];
    let language = LANGUAGES[random.below(LANGUAGES.len())];
    let [a, b, c, d] = [random.word(), random.word(), random.word(), random.word()];
    let n = random.below(100_000);
    let _ = writeln!(body, "```{language}");
    let _ = match language {
        "rust" => write!(
            body,
            "/// Opens the {a} of a {b}.\npub fn {a}({b}: &str, limit: usize) -> Option<u64> {{\n    \
             let {c} = {b}.split(',').map(|it| it.trim()).take(limit);\n    \
             for (index, {d}) in {c}.enumerate() {{\n        if {d}.len() > {n} {{\n            \
             return Some(index as u64); // {a}\n        }}\n    }}\n    None\n}}\n"
        ),
        "python" => write!(
            body,
            "import os\n\ndef {a}({b}, limit={n}):\n    \"\"\"The {a} of a {b}.\"\"\"\n    \
             {c} = [it.strip() for it in {b}.split(\",\")][:limit]\n    \
             for index, {d} in enumerate({c}):\n        if len({d}) > {n}:\n            \
             return os.path.join(\"{a}\", str(index))  # {c}\n    return None\n"
        ),
        "bash" => write!(
            body,
            "#!/bin/sh\nset -eu\n{a}=\"${{1:-{b}}}\"\nfor {c} in /var/{d}/*.conf; do\n  \
             if [ \"$(wc -c < \"${c}\")\" -gt {n} ]; then\n    \
             echo \"{b}: ${a}\" >&2\n    grep -v '^#' \"${c}\" | sort > \"/srv/{d}\"\n  fi\ndone\n"
        ),
        "json" => write!(
            body,
            "{{\n  \"{a}\": {{\n    \"{b}\": [1, 2, {n}],\n    \"enabled\": true,\n    \
             \"{c}\": \"{d}\",\n    \"limits\": {{ \"{d}\": {n}, \"{a}\": null }}\n  }},\n  \
             \"version\": \"1.{n}.0\"\n}}\n"
        ),
        "yaml" => write!(
            body,
            "{a}:\n  {b}: {n}\n  # how the {c} is found\n  {c}:\n    - name: {d}\n      \
             path: \"/srv/{a}/{b}\"\n      enabled: true\n    - name: {a}{n}\n      ports: [80, 443]\n"
        ),
        "javascript" => write!(
            body,
            "import {{ {a} }} from \"./{b}.js\";\n\nexport async function {c}({d}, limit = {n}) {{\n  \
             const found = await {a}({d});\n  // the first few are enough\n  \
             return found.filter((it) => it.size < limit).map((it) => `${{it.name}}-{b}`);\n}}\n"
        ),
        "toml" => write!(
            body,
            "# The {a} of the {b}.\n[{a}]\n{b} = {n}\nenabled = true\nname = \"{c}\"\n\n\
             [{a}.{d}]\npaths = [\"/srv/{c}\", \"/var/{d}\"]\nsince = 2019-04-0{}\n",
            n % 9 + 1
        ),
        _ => write!(
            body,
            "package {a}\n\nimport \"fmt\"\n\n// {b} counts what the {c} has.\n\
             func {b}({c} []string, limit int) (int, error) {{\n\tfor i, {d} := range {c} {{\n\t\t\
             if len({d}) > {n} {{\n\t\t\treturn i, fmt.Errorf(\"{a}: %s\", {d})\n\t\t}}\n\t}}\n\t\
             return limit, nil\n}}\n"
        ),
    };
    body.push_str("```\n\n");
}

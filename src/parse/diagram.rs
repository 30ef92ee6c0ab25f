//! Diagrams in the language of Mermaid, drawn as SVG that follows the colours of the page and needs
//! neither script nor style of its own. What is wrong with one is kept; words about it are left to
//! `rules`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mermaid_rs_renderer::{
    DiagramKind, LayoutConfig, ParseError, Theme, compute_layout, parse_mermaid, render_svg,
    validator,
};

use super::svg;

/// No machine has a font of this name, so that words are measured by the same table everywhere and
/// no font file is read.
const NO_FONT: &str = "factum measures without fonts";

/// How long a diagram may be, in bytes; drawing takes longer than a line with every line.
const LONGEST: usize = 20_000;

/// A diagram, or why it cannot be drawn: in which of its lines, from 1, where that is known.
pub(super) fn draw(
    source: &str,
    label: &str,
    index: usize,
) -> Result<String, (Option<usize>, String)> {
    if source.len() > LONGEST {
        return Err((None, format!("it is longer than {LONGEST} bytes")));
    }
    let drawn = catch_unwind(AssertUnwindSafe(|| drawn(source, label, index)));
    drawn.unwrap_or_else(|_| Err((None, "it cannot be read".to_string())))
}

fn drawn(source: &str, label: &str, index: usize) -> Result<String, (Option<usize>, String)> {
    match validator::validate(source) {
        // A participant need not be declared, whatever the check says.
        Ok(()) | Err(ParseError::UnknownParticipant { .. }) => {}
        Err(error) => return Err((line(&error), error.to_string())),
    }
    let parsed = parse_mermaid(source).map_err(|error| (None, error.to_string()))?;
    let kind = match parsed.graph.kind {
        DiagramKind::Flowchart => "Flow chart",
        DiagramKind::Sequence => "Sequence diagram",
        DiagramKind::Class => "Class diagram",
        DiagramKind::State => "State diagram",
        DiagramKind::Er => "Entity relationship diagram",
        // The others measure words with fonts of the machine, or need colours of their own.
        _ => return Err((None, "this kind of diagram is not drawn".to_string())),
    };
    let theme = theme();
    let config = LayoutConfig { fast_text_metrics: true, ..LayoutConfig::default() };
    let layout = compute_layout(&parsed.graph, &theme, &config);
    let label = if label.is_empty() { kind } else { label };
    svg::tidy(&render_svg(&layout, &theme, &config), label, index)
        .ok_or_else(|| (None, "it cannot be drawn".to_string()))
}

fn line(error: &ParseError) -> Option<usize> {
    let line = match error {
        ParseError::UnexpectedToken { line, .. } => *line,
        ParseError::UnclosedSubgraph { opened_at } => *opened_at,
        _ => return None,
    };
    usize::try_from(line).ok()
}

/// The colours of the page, by the names that its stylesheet has for them.
fn theme() -> Theme {
    let colour = |name: &str| format!("var(--{name})");
    Theme {
        font_family: NO_FONT.to_string(),
        font_size: 15.0,
        primary_color: colour("tint"),
        primary_text_color: colour("ink"),
        primary_border_color: colour("accent"),
        line_color: colour("soft"),
        secondary_color: colour("wash"),
        tertiary_color: colour("wash"),
        edge_label_background: colour("paper"),
        cluster_background: colour("wash"),
        cluster_border: colour("edge"),
        background: colour("paper"),
        sequence_actor_fill: colour("tint"),
        sequence_actor_border: colour("accent"),
        sequence_actor_line: colour("edge"),
        sequence_note_fill: colour("warn-tint"),
        sequence_note_border: colour("warn"),
        sequence_activation_fill: colour("wash"),
        sequence_activation_border: colour("edge"),
        text_color: colour("ink"),
        ..Theme::modern()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIAGRAMS: [&str; 5] = [
        "flowchart LR\n  A[Start <b>] --> B{Is it?}\n  B -->|yes| C((End))\n  B -.->|no| A\n  subgraph s [Größe]\n  C\n  end\n  style A fill:#f9f,stroke:#333\n  click A \"https://example.com\"\n",
        "sequenceDiagram\n  participant A\n  A->>+B: Hello\n  Note over A,B: words\n  B-->>-A: Hi\n  loop every day\n  A->>B: again\n  end\n",
        "classDiagram\n  Animal <|-- Duck\n  Animal : +int age\n  Duck : +swim()\n",
        "stateDiagram-v2\n  [*] --> Still\n  Still --> Moving\n  Moving --> [*]\n",
        "erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER { int id PK }\n",
    ];

    #[test]
    fn diagrams_are_drawn_the_same_every_time() {
        for source in DIAGRAMS {
            let first = draw(source, "", 1).expect("it can be drawn");
            for _ in 0..10 {
                assert_eq!(draw(source, "", 1).as_ref(), Ok(&first), "{source}");
            }
        }
    }

    #[test]
    fn nothing_in_a_diagram_needs_more_than_the_page() {
        for source in DIAGRAMS {
            let svg = draw(source, "A \"title\"", 1).expect("it can be drawn");
            for sign in [
                "style",
                "<script",
                "<a ",
                "href",
                "http:",
                "https:",
                "font-family",
                "#",
                "rgb",
                "NaN",
            ] {
                let found = svg
                    .replace("url(#diagram-1-", "")
                    .find(sign)
                    .map(|at| svg[at..].chars().take(60).collect::<String>());
                assert_eq!(found, None, "{sign} in {svg}");
            }
            assert!(svg.starts_with("<svg "), "{svg}");
            assert!(svg.contains("role=\"img\" aria-label=\"A &quot;title&quot;\""), "{svg}");
        }
    }

    #[test]
    fn what_cannot_be_drawn_says_why() {
        assert!(draw("pie\n \"a\" : 1\n", "", 1).is_err());
        assert!(draw("nothing of the kind", "", 1).is_err());
        assert_eq!(
            draw("flowchart LR\n subgraph s\n A --> B\n", "", 1).map_err(|(line, _)| line),
            Err(Some(2))
        );
    }
}

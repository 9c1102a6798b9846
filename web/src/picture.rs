//! The stage as a picture that stands alone: what the stylesheet says is written beside each shape, as attributes. So it looks
//! the same in any program, and on a page with a strict policy: nothing in it is a style.

use web_sys::{CssStyleDeclaration, Element, Node};

/// Attributes that are taken over.
const KEPT: [&str; 22] = [
    "id",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "points",
    "transform",
    "text-anchor",
    "patternUnits",
    "patternTransform",
    "viewBox",
    "dx",
];
/// What the stylesheet says of a shape and its inside: property, and what holds where nobody says anything.
const INHERITED: [(&str, &str); 11] = [
    ("fill", "rgb(0, 0, 0)"),
    ("stroke", "none"),
    ("stroke-width", "1px"),
    ("stroke-dasharray", "none"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("font-family", ""),
    ("font-size", ""),
    ("font-weight", "400"),
    ("text-anchor", "start"),
    ("paint-order", "normal"),
];
/// Depth that is followed: deeper than any drawing of ours.
const DEPTH_MAX: u32 = 32;

/// A picture: its text, width and height in pixels.
pub(crate) struct Picture {
    pub(crate) svg: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Drawings that lie on each other as one picture, the lowest first. `title` says what it shows.
pub(crate) fn picture(layers: &[Element], title: &str) -> Option<Picture> {
    let first = layers.first()?;
    let size = |name: &str| first.get_attribute(name).map(|text| js_sys::Number::parse_float(&text));
    let (width, height) = (size("width")?, size("height")?);
    let paper = style(first)?.get_property_value("--paper").ok()?;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        escaped(title),
        escaped(paper.trim()),
    );
    let unsaid: Look = INHERITED.map(|(_, default)| default.to_owned());
    for layer in layers {
        inside(layer, &unsaid, 0, &mut svg);
    }
    svg.push_str("</svg>\n");
    Some(Picture { svg, width, height })
}

/// Values of [`INHERITED`].
type Look = [String; INHERITED.len()];

fn style(element: &Element) -> Option<CssStyleDeclaration> {
    web_sys::window()?.get_computed_style(element).ok()?
}

/// What is inside of an element, text and shapes.
fn inside(element: &Element, around: &Look, depth: u32, svg: &mut String) {
    let Some(style) = style(element).filter(|_| depth < DEPTH_MAX) else { return };
    let value = |name: &str| style.get_property_value(name).unwrap_or_default();
    if value("display") == "none" && depth > 0 {
        return;
    }
    let look = INHERITED.map(|(name, _)| value(name).replace("url(\"", "url(").replace("\")", ")"));
    let tag = element.tag_name();
    svg.push('<');
    // The outermost drawing becomes a group: there is one picture.
    let tag = if depth == 0 { "g" } else { &tag };
    svg.push_str(tag);
    for name in KEPT.iter().filter(|_| depth > 0) {
        if let Some(value) = element.get_attribute(name) {
            attribute(name, &value, svg);
        }
    }
    for (((name, _), value), above) in INHERITED.iter().zip(&look).zip(around) {
        if value != above && element.get_attribute(name).is_none() {
            attribute(name, value, svg);
        }
    }
    let opacity = value("opacity");
    if opacity != "1" && !opacity.is_empty() {
        attribute("opacity", &opacity, svg);
    }
    svg.push('>');
    let mut next = element.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        node(&child, &look, depth, svg);
    }
    svg.push_str(&format!("</{tag}>"));
}

fn node(child: &Node, look: &Look, depth: u32, svg: &mut String) {
    use wasm_bindgen::JsCast;
    match child.dyn_ref::<Element>() {
        Some(element) => inside(element, look, depth + 1, svg),
        None if child.node_type() == Node::TEXT_NODE => {
            svg.push_str(&escaped(&child.node_value().unwrap_or_default()));
        }
        None => {}
    }
}

fn attribute(name: &str, value: &str, svg: &mut String) {
    svg.push_str(&format!(" {name}=\"{}\"", escaped(value)));
}

/// A text as XML writes it; what XML cannot write is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_text() {
        assert_eq!(escaped("<img src=\"x\">&\u{0}\u{1b}é"), "&lt;img src=&quot;x&quot;&gt;&amp;é");
    }
}

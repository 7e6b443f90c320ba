//! HTML to told blocks. Scripts and styles never matter, and nothing is fetched.

use crate::article::Lines;

use super::document::{Part, Told};

/// The blocks of a fragment of HTML, such as the body of a feed entry; all of them stand in the given lines.
pub(super) fn fragment(html: &str, lines: Lines) -> Vec<Told> {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => {
                inside = true;
                text.push('\n');
            }
            '>' if inside => inside = false,
            _ if inside => {}
            _ => text.push(letter),
        }
    }
    let blocks = text.split('\n').map(str::trim).filter(|text| !text.is_empty());
    blocks.map(|text| Told { part: Part::Paragraph, text: text.to_owned(), lines }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_gives_its_texts() {
        let told = fragment("<p>One.</p><p>Two.</p>", Lines::one(3));
        let texts: Vec<&str> = told.iter().map(|told| told.text.as_str()).collect();
        assert_eq!(texts, ["One.", "Two."]);
    }
}

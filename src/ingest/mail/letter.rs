//! A newsletter of several stories to its parts: each linked headline with the text below it, and what stands above
//! the first.

use crate::article::{Removed, RemovedKind};
use crate::ingest::document::{Part, Told};
use crate::ingest::forms::sentence;
use crate::text::SafeText;

/// Where more words than these stand above the first headline, what follows may be part of that text.
const MOST_ABOVE: usize = 120;
/// An opening of fewer words is a greeting, and no article.
const GREETING: usize = 25;

const SECTION: Part = Part::Foreign(RemovedKind::Navigation, "heading of a section of the newsletter");

/// The parts of a newsletter.
#[derive(Debug)]
pub(super) struct Letter {
    /// What stands above the first story: an article under the subject where it is more than a greeting.
    pub(super) opening: Vec<Told>,
    /// The blocks of each story, its headline first.
    pub(super) stories: Vec<Vec<Told>>,
}

/// Cuts the blocks of a mail at its headlines; nothing where a long text stands above the first.
pub(super) fn cut(body: &[Told], headlines: &[usize]) -> Option<Letter> {
    let is_kept = |at: &&usize| body.get(**at).is_some_and(|block| !matches!(block.part, Part::Foreign(..)));
    let starts: Vec<usize> = headlines.iter().filter(is_kept).copied().collect();
    let opening = body.get(..*starts.first()?)?.to_vec();
    if starts.len() < headlines.len() || words(&opening) > MOST_ABOVE {
        return None;
    }
    let ends = starts.iter().copied().skip(1).chain([body.len()]);
    let ranges = starts.iter().copied().zip(ends);
    let stories = ranges.filter_map(|(start, end)| Some(story(body.get(start..end)?.to_vec()))).collect();
    Some(Letter { opening, stories })
}

/// Whether the blocks above the first story are a greeting at most.
pub(super) fn is_greeting(opening: &[Told]) -> bool {
    words(opening) < GREETING
}

/// What is taken out with a greeting under this subject.
pub(super) fn removed(subject: Option<&Told>, opening: &[Told]) -> Vec<Removed> {
    let subject = subject.map(|told| taken_out(told, RemovedKind::Headline, "subject of a newsletter"));
    let opening = opening.iter().map(|block| match block.part {
        Part::Foreign(kind, why) => taken_out(block, kind, why),
        Part::Heading | Part::Paragraph | Part::Item | Part::Quote | Part::Preformatted | Part::Caption => {
            taken_out(block, RemovedKind::Boilerplate, "stands above the stories of a newsletter")
        }
    });
    subject.into_iter().chain(opening).collect()
}

fn taken_out(block: &Told, kind: RemovedKind, why: &str) -> Removed {
    Removed { kind, text: SafeText::label(&block.text), lines: block.lines, why: SafeText::label(why) }
}

/// The blocks of a story: its headline is one whatever its element, and a heading at its end belongs to the next.
fn story(mut blocks: Vec<Told>) -> Vec<Told> {
    let last = blocks.iter().rposition(|block| !matches!(block.part, Part::Foreign(..) | Part::Heading));
    for block in blocks.iter_mut().skip(last.unwrap_or(0) + 1).filter(|block| block.part == Part::Heading) {
        block.part = SECTION;
    }
    if let Some(headline) = blocks.first_mut() {
        headline.part = Part::Heading;
    }
    blocks
}

fn words(blocks: &[Told]) -> usize {
    let own = blocks.iter().filter(|block| !matches!(block.part, Part::Foreign(..)));
    own.map(|block| sentence::words(&block.text)).sum()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::ingest::mail::read;
    use crate::ingest::{Page, Rules};

    fn mail(html: &str) -> Page {
        let mail = format!(
            "From: Port Weekly <a@b.example>\nSubject: This week\nDate: Mon, 4 May 2020 10:00:00 +0000\n\
             Content-Type: text/html; charset=utf-8\n\n{html}\n"
        );
        read(Path::new("letter.eml"), mail.as_bytes(), &Rules::default())
    }

    fn headlines(page: &Page) -> Vec<&str> {
        page.articles.iter().map(|article| &*article.headline.text).collect()
    }

    const TEXT: &str =
        "<p>The harbour of Port Blue was closed on Monday after the storm, officials of the port said.</p>";
    const NAMES: [&str; 3] = ["Harbour closes after storm", "Dam opens at last", "Ships wait in the bay"];

    fn stories(headline: impl Fn(&str) -> String) -> String {
        let story = |(at, name): (usize, &&str)| {
            format!("{}{}", headline(name), TEXT.replace("Blue", &format!("Blue {at}")))
        };
        NAMES.iter().enumerate().map(story).collect()
    }

    #[test]
    fn linked_headlines_above_texts_are_stories() {
        for headline in [
            |name: &str| format!("<h2><a href='https://a.example/{}'>{name}</a></h2>", name.len()),
            |name: &str| {
                format!("<table><tr><td><a href=x><b>{name}</b></a></td></tr></table><p>By Ana Ruiz</p>")
            },
        ] {
            let page = mail(&format!("<p>Good morning!</p>{}<h3>Sports</h3>", stories(headline)));
            assert_eq!(headlines(&page), NAMES);
            assert!(page.articles.iter().all(|article| article.body.len() == 1), "{:?}", page.articles);
            assert!(page.articles.iter().all(|article| article.dates.published.is_some()));
            let removed: Vec<&str> = page.removed.iter().map(|part| &*part.text).collect();
            assert_eq!(removed, ["This week", "Good morning!"]);
        }
    }

    #[test]
    fn an_opening_that_is_more_than_a_greeting_is_an_article_under_the_subject() {
        let page = mail(&format!("{TEXT}{TEXT}{}", stories(|name| format!("<h2><a href=x>{name}</a></h2>"))));
        assert_eq!(headlines(&page), ["This week", NAMES[0], NAMES[1], NAMES[2]]);
    }

    #[test]
    fn a_mail_of_sections_links_or_one_long_text_is_one_article() {
        let linked = |name: &str| format!("<h2><a href=x>{name}</a></h2>");
        let long = TEXT.repeat(9);
        for html in [
            stories(|name| format!("<h2>{name}</h2>")),
            format!("{TEXT}{}", NAMES.map(|name| format!("<p><a href=x>{name}</a></p>")).concat()),
            format!("{long}{}", stories(linked)),
            format!("{TEXT}{}{TEXT}{}", linked(NAMES[0]), linked(NAMES[1])),
        ] {
            assert_eq!(headlines(&mail(&html)), ["This week"], "{html}");
        }
    }
}

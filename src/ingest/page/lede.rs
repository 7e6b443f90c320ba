//! Where the text of an article begins and goes on: which paragraphs below the headline show a picture or sum the text
//! up, which button between two paragraphs opens no list. Tells no parts.

use std::ops::Range;

use crate::article::RemovedKind;

use super::shape::Shape;
use super::survey::Survey;
use super::vocabulary::taken_up;
use crate::ingest::forms::{caption, dateline, scene, sentence};

/// So many captions may stand under a headline that stands once.
pub(super) const MOST_CAPTIONS: usize = 6;

/// The longest paragraph of a standfirst, in characters, and how many there may be.
pub(super) const LONGEST_STANDFIRST: (usize, usize) = (400, 2);

/// Whether a paragraph of the head is a caption by its words or by the label above it.
pub(super) fn is_pictured(survey: &Survey<'_>, at: usize) -> bool {
    let named_below = || {
        let below = survey.shape(at + 1);
        matches!(below, Some(Shape::Control(control)) if control.kind == RemovedKind::Caption)
            && scene::is_scene(survey.text(at))
    };
    let filed = || dateline::dateline(survey.text(at)).is_some();
    (caption::stands_under_headline(survey.text(at)) && !filed())
        || survey.follows_caption_label(at)
        || named_below()
}

/// The shortest paragraph that a text opens with below a picture, in bytes.
const SHORTEST_LEDE: usize = 90;

/// Whether a paragraph below the rows of a head only shows a scene, where the text below it tells what happened.
pub(super) fn is_shown(survey: &Survey<'_>, headline: usize, at: usize, end: usize) -> bool {
    if !scene::is_scene(survey.text(at)) || !is_below_rows(survey, headline, at) {
        return false;
    }
    let texts = (at + 1..end).filter(|&below| survey.is_running(below)).take(MOST_CAPTIONS);
    let passed = |text: &str| scene::is_scene(text) || text.ends_with(':');
    let lede = texts.map(|below| survey.text(below)).find(|text| !passed(text));
    lede.is_some_and(|lede| {
        lede.len() >= SHORTEST_LEDE && lede.len() * 4 >= survey.text(at).len() * 5 && scene::tells(lede)
    })
}

/// Whether something of the head stands between a headline and a paragraph: a row, a button, a second copy.
fn is_below_rows(survey: &Survey<'_>, headline: usize, at: usize) -> bool {
    let mut above = (headline + 1..at).rev();
    let row = above.find(|&above| !survey.is_running(above));
    row.is_some_and(|row| {
        matches!(
            survey.shape(row),
            Some(
                Shape::DateRow(_)
                    | Shape::Byline(_)
                    | Shape::Control(_)
                    | Shape::Counter
                    | Shape::Address
                    | Shape::Title
                    | Shape::Caption
                    | Shape::Bullet
            )
        )
    })
}

/// The longest sentence above a row of buttons that sums a text up, in bytes.
const LONGEST_SUM: usize = 160;

/// The first paragraph behind two and more buttons to share that part one sentence right below the rows of a head from
/// what stands below: it sums the text up.
pub(super) fn behind_buttons(
    survey: &Survey<'_>,
    section: &Range<usize>,
    first_text: usize,
) -> Option<usize> {
    let is_button = |at: usize| matches!(survey.shape(at), Some(Shape::Control(control)) if control.kind == RemovedKind::Share);
    let text = survey.text(first_text);
    let next = survey.next_running(first_text + 1, section.end);
    let sum = text.len() <= LONGEST_SUM && sentence::ends_sentence(text) && !is_pictured(survey, first_text);
    let buttons = (first_text + 1..next).take_while(|&at| is_button(at)).count();
    let close = first_text <= section.start + MOST_ROWS;
    (sum && buttons >= 2 && close && next < section.end).then_some(next)
}

/// So many rows of a head may stand above a sentence that sums its text up.
const MOST_ROWS: usize = 6;

/// The paragraph that opens with a place or an agency, where what stands between it and the headline is short: a text
/// that was filed begins there.
pub(super) fn before_dateline(
    survey: &Survey<'_>,
    section: &Range<usize>,
    first_text: usize,
    headline: Option<usize>,
) -> Option<usize> {
    let headline = headline?;
    let short = |at: usize| {
        let text = survey.text(at);
        sentence::length(text) <= LONGEST_STANDFIRST.0
            && sentence::ends_sentence(text)
            && !is_pictured(survey, at)
            && !(scene::is_scene(text) && is_below_rows(survey, headline, at))
    };
    let is_filed = |at: usize| {
        let found = dateline::dateline(survey.text(at));
        found.is_some_and(|found| {
            !found.rest.is_empty()
                && (found.agency.is_some() || found.date.is_some() || found.place.is_some_and(is_shouted))
        })
    };
    let mut texts = (first_text..section.end).take(LONGEST_STANDFIRST.1 + 1);
    let filed = texts.find(|&at| !(survey.is_running(at) && short(at)) || is_filed(at))?;
    (filed > first_text && survey.is_running(filed) && is_filed(filed)).then_some(filed)
}

/// Whether a place is printed in capitals, as datelines are.
fn is_shouted(place: &str) -> bool {
    place.split(' ').next().is_some_and(sentence::is_all_caps)
}

/// Whether a `Read More` stands alone between paragraphs of the text: nothing is listed below it.
pub(super) fn is_button(survey: &Survey<'_>, text: &Range<usize>, at: usize) -> bool {
    let whole = |at: usize| {
        let paragraph = survey.text(at);
        survey.is_running(at) && sentence::ends_sentence(paragraph) && !sentence::breaks_off(paragraph)
    };
    let inside = at > text.start && at + 2 < text.end;
    let above = || {
        let advert = matches!(survey.shape(at - 1), Some(Shape::Control(_)));
        at - 1 - usize::from(advert)
    };
    inside
        && survey.text(at).eq_ignore_ascii_case("read more")
        && whole(above())
        && whole(at + 1)
        && whole(at + 2)
}

/// Whether a title stands between two controls without a blank line, as on a player.
pub(super) fn is_in_player(survey: &Survey<'_>, at: usize) -> bool {
    let is_control = |at: usize| matches!(survey.shape(at), Some(Shape::Control(control)) if control.kind == RemovedKind::Widget);
    let tight = survey.gap(at) == 0 && survey.gap(at + 1) == 0;
    survey.is_title(at) && tight && at > 0 && is_control(at - 1) && is_control(at + 1)
}

/// The shortest line in capitals that is a headline and no heading, in bytes.
const SHORTEST_LINK: usize = 32;

/// Whether a long line in capitals between two paragraphs speaks of something else than the text below it does.
pub(super) fn is_shouted_link(survey: &Survey<'_>, headline: Option<usize>, at: usize) -> bool {
    let text = survey.text(at);
    let shouted = |text: &str| !text.chars().any(char::is_lowercase);
    let headline = headline.map_or("", |at| survey.text(at));
    shouted(text)
        && text.len() >= SHORTEST_LINK
        && !shouted(headline)
        && survey.is_running(at + 1)
        && taken_up(text, survey.text(at + 1)) < 34
        && taken_up(text, headline) == 0
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::ingest::{Rules, page};
    use crate::text;

    /// The headline, the captions, the standfirst and the paragraphs of the only article, each below its mark.
    fn read(text: &str) -> String {
        let page = page::read(Path::new("a.txt"), &text::decode(text.as_bytes()), &Rules::default());
        let [article] = &page.articles[..] else { return format!("{} articles", page.articles.len()) };
        let mut told = vec![format!("H {}", article.headline.text)];
        told.extend(article.captions.iter().map(|caption| format!("C {}", caption.text)));
        told.extend(article.standfirst.iter().map(|point| format!("S {}", point.text)));
        told.extend(article.body.iter().map(|block| format!("P {}", block.text)));
        told.join("\n")
    }

    const HEAD: &str = "Storm closes harbour in Port Blue";
    const SCENE: &str = "Ferries wait outside the long wall of Port Blue.";
    const SUM: &str = "The mayor said the quay could be mended in a week.";
    const STORM: &str = "The harbour of Port Blue was closed on Monday after a storm broke the wall of the quay in two places, the council said.";
    const FERRY: &str =
        "Ferries to the islands waited until the pilots returned, the harbour master told reporters.";

    #[test]
    fn rows_of_heads_are_told_from_texts() {
        let caption = format!("H {HEAD}\nC {SCENE}\nP {STORM}\nP {FERRY}");
        let sum = format!("H {HEAD}\nS {SUM}\nP {STORM}\nP {FERRY}");
        let plain = format!("H {HEAD}\nP {STORM}\nP {FERRY}");
        let table = [
            (
                format!(
                    "{HEAD}\n\n{SUM}\n\nFrom: Ministry of Works\n\nPublished 3 May 2019\n\n{STORM}\n\n{FERRY}\n"
                ),
                sum.clone(),
            ),
            (
                format!("{HEAD}\n\n3 May 2019\n\n{SCENE}\n\n(File Photo)\n\n{STORM}\n\n{FERRY}\n"),
                caption.replace(SCENE, &format!("{SCENE} (File Photo)")),
            ),
            (
                format!(
                    "{HEAD}\n\n3 May 2019\n\nJane Doe\n\n@janedoe\n\n{STORM}\n\npic.port.example/a1\n\n>>> Ferry sinks off Marsa\n\n{FERRY}\n"
                ),
                plain.clone(),
            ),
            (
                format!(
                    "{HEAD}\n\n{SUM}\n\n{SCENE} Photograph: Jane Doe/PA\n\nOmar Osei\n\nFri May 3 2019 - 7:45\n\n{STORM}\n\n{FERRY}\n"
                ),
                format!("H {HEAD}\nC {SCENE} Photograph: Jane Doe/PA\nS {SUM}\nP {STORM}\nP {FERRY}"),
            ),
            (
                format!("{HEAD}\n\nJane Doe, 3 May 2019\n\n{SUM}\n\nShare\n\nTweet\n\n{STORM}\n\n{FERRY}\n"),
                sum.clone(),
            ),
            (format!("{HEAD}\n\n3 May 2019\n\n{SCENE}\n\n{SCENE}\n\n{STORM}\n\n{FERRY}\n"), caption.clone()),
            (
                format!("{HEAD}\n\nBy Jane Doe\n\nPort News\n\n3 May 2019\n\n{STORM}\n\n{FERRY}\n"),
                plain.clone(),
            ),
            (
                format!(
                    "{HEAD}\n\n3 May 2019 9:49 am | Updated 9:58 pm IST - PORT BLUE\n\n{STORM}\n\n{FERRY}\n"
                ),
                plain.clone(),
            ),
            (
                format!(
                    "{HEAD}\n\n3 May 2019\n\nPort Blue: {STORM}\n\nFERRY SINKS OFF THE COAST OF OLD MARSA\n\n{FERRY}\n"
                ),
                plain.clone(),
            ),
            (
                format!("{HEAD}\n\nBy Jane Doe\n\nMay 3, 2019\n\n{SCENE}\n\n{STORM}\n\n{FERRY}\n"),
                caption.clone(),
            ),
        ];
        for (page, expected) in table {
            assert_eq!(read(&page), expected, "{page}");
        }
    }

    #[test]
    fn what_opens_a_text_is_told_from_the_text() {
        let caption = format!("H {HEAD}\nC {SCENE}\nP {STORM}\nP {FERRY}");
        let sum = format!("H {HEAD}\nS {SUM}\nP {STORM}\nP {FERRY}");
        let plain = format!("H {HEAD}\nP {STORM}\nP {FERRY}");
        let label = "Port Post, Marsa";
        let table = [
            (
                format!("{HEAD}\n\n{SCENE}\n\n{SCENE}\n\nUpdated May 3, 2019\n\n{STORM}\n\n{FERRY}\n"),
                caption.clone(),
            ),
            (
                format!("{HEAD}\n\nMay 3, 2019\n\nImage caption,\n\n{SCENE}\n\n{STORM}\n\n{FERRY}\n"),
                caption.clone(),
            ),
            (
                format!("{HEAD}\n\nMay 3, 2019\n\n{SCENE}\n\nJane Doe/AFP\n\n{STORM}\n\n{FERRY}\n"),
                caption.replace(SCENE, &format!("{SCENE} Jane Doe/AFP")),
            ),
            (format!("{HEAD}\n\n{SUM}\n\nPORT BLUE (Reuters) - {STORM}\n\n{FERRY}\n"), sum.clone()),
            (
                format!("{HEAD}\n\n{SUM}\n\nJane Doe · Port News ·\n\nMay 3, 2019\n\n{STORM}\n\n{FERRY}\n"),
                sum,
            ),
            (format!("{HEAD}\n\nBy Jane Doe\n{label}\n\n{STORM}\n\n{FERRY}\n"), plain.clone()),
            (
                format!("{HEAD}\n\nJane Doe Port correspondent\n\nMay 3, 2019\n\n{STORM}\n\n{FERRY}\n"),
                plain.clone(),
            ),
            (
                format!("Home News Sport Opinion Contact\n{HEAD}\n\nBy Jane Doe\n\n{STORM}\n\n{FERRY}\n"),
                plain.clone(),
            ),
            (format!("{HEAD}\n\nMay 3, 2019\nin World\n\n{STORM}\n\n{FERRY}\n"), plain.clone()),
            (
                format!("{HEAD}\n\nBy Jane Doe\n\n{STORM}\n\nRead more\n\n{FERRY}\n\n{SUM}\n"),
                format!("{plain}\nP {SUM}"),
            ),
        ];
        for (page, expected) in table {
            assert_eq!(read(&page), expected, "{page}");
        }
    }
}

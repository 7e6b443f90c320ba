//! What an act had done that the journal alone holds, as a notice says it.

use std::collections::BTreeSet;

use crate::app::{ReversalOutcome, quoted};
use crate::article::{ArticleId, Decision};
use crate::library::{Library, Overview, Past};
use crate::text::SafeText;

/// So many different decisions of an act are told; of the others, only how many there are.
const TOLD: usize = 3;

/// One decision of an act, and what it was made about.
struct Part<'a> {
    decision: &'a Decision,
    articles: BTreeSet<ArticleId>,
}

/// What an act had done, and to which article.
pub(super) fn outcome(library: &Library, past: &Past) -> ReversalOutcome {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (id, decision) in &past.decided {
        let id = shown(library, *id).map_or(*id, |item| item.id);
        match parts.iter_mut().find(|part| part.decision == decision) {
            Some(known) => drop(known.articles.insert(id)),
            None => parts.push(Part { decision, articles: [id].into() }),
        }
    }
    let first = past.decided.iter().find_map(|(id, _)| shown(library, *id));
    let saying = SafeText::label(&saying(library, &parts));
    ReversalOutcome::Saved { article: first.map(|item| item.id), saying }
}

/// Written as `archived 3 articles, starred "Iranians Chant…" and 2 more`.
fn saying(library: &Library, parts: &[Part<'_>]) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut before: Option<&BTreeSet<ArticleId>> = None;
    for Part { decision, articles } in parts.iter().take(TOLD) {
        let again = before.replace(articles) == Some(articles);
        told.push(decision.told_of(&named(library, articles, again)));
    }
    let more: usize = parts.iter().skip(TOLD).map(|part| part.articles.len()).sum();
    let told = told.join(", ");
    if more == 0 { told } else { format!("{told} and {more} more") }
}

/// The articles of a part; `again` says that they are those of the part before.
fn named(library: &Library, articles: &BTreeSet<ArticleId>, again: bool) -> String {
    match (articles.len(), articles.first().and_then(|id| shown(library, *id))) {
        (0 | 1, _) if again => "it".to_owned(),
        (_, _) if again => "them".to_owned(),
        (0 | 1, Some(item)) => quoted(&item.headline.shown()),
        (0 | 1, None) => "an article that is not here now".to_owned(),
        (several, _) => format!("{several} articles"),
    }
}

/// The article that is shown for one.
fn shown(library: &Library, id: ArticleId) -> Option<Overview> {
    library.overview(library.shown_for(library.number(id)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Reversing;
    use crate::library::Options;

    /// Three articles that are no copies of one another.
    const PAGES: [(&str, &str); 3] = [
        (
            "Boats counted in port",
            "The boats of the harbour were counted by the port on Saturday, and there were ninety.",
        ),
        (
            "Apples picked in May",
            "Pickers began with early apples, small but sweet after a dry spring in the valley.",
        ),
        (
            "Ice falls into lake",
            "Ice fell into the lake below the hut at dawn, where climbers heard it and turned back.",
        ),
    ];

    fn undone(decide: impl Fn(&[ArticleId]) -> Vec<(ArticleId, Decision)>) -> String {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("pages");
        std::fs::create_dir(&pages).unwrap();
        let files = [0, 1, 2].map(|place| pages.join(format!("{place}.txt")));
        for (file, (headline, text)) in files.iter().zip(PAGES) {
            std::fs::write(file, format!("{headline}\n\n{text}\n")).unwrap();
        }
        let paths = vec![pages];
        let options = Options { paths, journal: folder.path().join("state"), ..Options::default() };
        let mut library = Library::open(&options, &mut |_| {}).unwrap();
        let articles = files.iter().flat_map(|file| library.of_file(file));
        let ids: Vec<ArticleId> = articles.map(|item| item.article.id).collect();
        library.decide(&decide(&ids)).unwrap();
        let past = library.reverse(Reversing::Undo).unwrap().unwrap();
        match outcome(&library, &past) {
            ReversalOutcome::Saved { saying, .. } => saying.to_string(),
            other => unreachable!("there is an act, and not {other:?}"),
        }
    }

    #[test]
    fn every_decision_of_an_act_is_told_as_far_as_there_is_room() {
        let tag = |name: &str| Decision::Tag(SafeText::label(name));
        let [a, b, c] = [0, 1, 2];
        for (decided, expected) in [
            (vec![(a, Decision::Star)], "starred \"Boats counted in port\""),
            (vec![(a, Decision::Archive), (b, Decision::Archive)], "archived 2 articles"),
            (
                vec![(a, Decision::Archive), (a, tag("port"))],
                "archived \"Boats counted in port\", tagged it port",
            ),
            (
                vec![(a, Decision::Archive), (b, Decision::Archive), (c, Decision::Star)],
                "archived 2 articles, starred \"Ice falls into lake\"",
            ),
            (
                vec![(a, Decision::Read), (b, Decision::Read), (a, Decision::Star), (b, Decision::Star)],
                "marked 2 articles read, starred them",
            ),
            (
                vec![(a, Decision::Read), (b, Decision::Star), (c, tag("x")), (a, tag("y")), (b, tag("y"))],
                "marked \"Boats counted in port\" read, starred \"Apples picked in May\", tagged \"Ice falls into lake\" x and 2 more",
            ),
        ] {
            let decide = |ids: &[ArticleId]| {
                decided.iter().map(|(place, decision)| (ids[*place], decision.clone())).collect::<Vec<_>>()
            };
            assert_eq!(undone(decide), expected);
        }
    }
}

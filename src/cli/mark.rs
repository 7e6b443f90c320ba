//! Decisions without the screen.

use std::collections::HashSet;

use crate::article::{ArticleId, Decision, Stance, TagKey};
use crate::library::{Copies, FindError, Library};
use crate::query::Query;
use crate::text::SafeText;

use super::arguments::{Action, TypedTag};
use super::around::Around;
use super::command::Selection;
use super::outcome::{Failure, Matched};
use super::paint::Paint;
use super::selected::select;

/// Decides about the articles with these ids that fit the selection; without ids, about all that fit. Words
/// that are only similar never select anything here, and a name that had to be guessed is refused.
pub(super) fn mark(
    library: &mut Library,
    action: Action,
    ids: &[String],
    selection: &Selection,
    around: &mut Around<'_>,
) -> Result<Matched, Failure> {
    refuse_empty_query(library, ids, selection, around)?;
    let decision = &decision(library, action)?;
    let named = ids.iter().map(|typed| named(library, typed)).collect::<Result<HashSet<_>, _>>()?;
    let folded = Selection {
        query: selection.query.clone(),
        view: selection.view.clone(),
        copies: Copies::Folded,
        ..*selection
    };
    let selected = select(library, &folded, Paint::default(), around)?;
    if library.is_damaged() {
        return Err(Failure::Failed(
            "nothing was marked, because what is kept of the files is damaged".to_owned(),
        ));
    }
    if let Some(guess) = selected.guesses.first() {
        return Err(Failure::Usage(format!("nothing was marked, because {guess}")));
    }
    let fitting = selected.articles.iter().filter_map(|number| library.id(*number));
    let fitting: Vec<ArticleId> = fitting.filter(|id| ids.is_empty() || named.contains(id)).collect();
    if fitting.is_empty() {
        around.say("no article fits");
        return Ok(Matched::None);
    }
    let changes = |id: &ArticleId| decision.inverse(library.triage(*id)).is_some();
    let acts: Vec<(ArticleId, Decision)> =
        fitting.iter().copied().filter(changes).map(|id| (id, decision.clone())).collect();
    if !acts.is_empty() {
        library.decide(&acts).map_err(|error| Failure::Failed(format!("nothing was saved: {error}")))?;
    }
    writeln!(around.out, "{}", told(decision, acts.len(), fitting.len() - acts.len()))?;
    Ok(Matched::Some)
}

/// The decision meant. What was typed must name a tag exactly.
fn decision(library: &Library, action: Action) -> Result<Decision, Failure> {
    let TypedTag { subject, name, stance } = match action {
        Action::Decide(decision) => return Ok(decision),
        Action::Settle(typed) => typed,
    };
    let tag = library.vocabulary().named(subject.into(), &name).map(|term| TagKey::new(subject, &term.code));
    let unknown = || Failure::Usage(format!("nothing was marked: no {} is called `{name}`", subject.name()));
    let tag = tag.ok_or_else(unknown)?;
    Ok(match stance {
        Some(Stance::About) => Decision::About(tag),
        Some(Stance::NotAbout) => Decision::NotAbout(tag),
        None => Decision::ByWords(tag),
    })
}

/// Everything is marked with `--all` alone, never by a query or a view that turns out to ask for nothing.
fn refuse_empty_query(
    library: &Library,
    ids: &[String],
    selection: &Selection,
    around: &Around<'_>,
) -> Result<(), Failure> {
    let typed = selection.query.trim();
    let view = selection.view.as_deref().and_then(|name| library.view(name));
    if !ids.is_empty() || (typed.is_empty() && view.is_none()) {
        return Ok(());
    }
    let parse = |query| Query::parse(query, library.vocabulary(), around.today);
    // What makes no sense is told when it is looked for.
    let parsed = parse(typed).and_then(|query| Ok(query.within(parse(view.map_or("", |view| &view.query))?)));
    if parsed.is_ok_and(|query| query.asks_nothing()) {
        let what = if typed.is_empty() { "view" } else { "query" };
        let message =
            format!("nothing was marked, because the {what} asks for nothing; --all alone marks everything");
        return Err(Failure::Usage(message));
    }
    Ok(())
}

fn named(library: &Library, typed: &str) -> Result<ArticleId, Failure> {
    match library.find(typed) {
        Ok(number) => library.id(library.shown_for(number)).ok_or_else(|| unreadable(typed)),
        Err(error @ FindError::None(_)) => Err(Failure::Nothing(error.to_string())),
        Err(error @ FindError::Ambiguous { .. }) => Err(Failure::Usage(error.to_string())),
    }
}

/// What is said of an article that is known and cannot be read.
pub(super) fn unreadable(typed: &str) -> Failure {
    Failure::Failed(format!("what is kept of `{}` is damaged; try again", SafeText::label(typed)))
}

/// What was done, in a sentence.
fn told(decision: &Decision, changed: usize, unchanged: usize) -> String {
    let done = decision.told_of(&counted(changed, "article"));
    match unchanged {
        0 => done,
        1 => format!("{done}; 1 already was so"),
        more => format!("{done}; {more} already were so"),
    }
}

/// A number with its noun.
pub(super) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SafeText;

    #[test]
    fn what_was_done_is_told_in_a_sentence() {
        let tag = Decision::Tag(SafeText::label("energy"));
        for (decision, changed, unchanged, sentence) in [
            (Decision::Archive, 3, 0, "archived 3 articles"),
            (Decision::Archive, 1, 1, "archived 1 article; 1 already was so"),
            (Decision::Read, 0, 2, "marked 0 articles read; 2 already were so"),
            (tag, 2, 0, "tagged 2 articles energy"),
        ] {
            assert_eq!(told(&decision, changed, unchanged), sentence);
        }
    }
}

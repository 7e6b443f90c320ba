//! Pages that were changed: what was decided about an article goes on to hold for what became of it. It is looked for
//! where an article that something was decided about is found nowhere, and only once for the same files.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::PathBuf;

use xxhash_rust::xxh3::xxh3_64;

use super::collection::Library;
use super::successions::{Missing, successions};
use crate::article::{Article, ArticleId, Became, Correction, Decision, Sighting, Succession};
use crate::journal::{Journal, JournalError};
use crate::text::SafeText;

/// The file in the cache that says for which files and which missing articles nothing was found.
const LOOKED_FOR: &str = "missing";

/// Up to so many decisions it is looked whether their articles stand elsewhere than is written down.
const FEW: usize = 32;

impl Library {
    /// Finds what became of articles that are found nowhere, and lets what was decided hold for that. Says whether
    /// anything was found. Nothing is saved.
    pub(super) fn succeed(&mut self) -> bool {
        let is_found = |id: ArticleId| self.decided.binary_search_by_key(&id, |(known, _)| *known).is_ok();
        let missing = self.decisions.missing(&is_found);
        if missing.is_empty() {
            return false;
        }
        let looked_for = self.looked_for(&missing);
        let is_settled =
            |(path, stamp): &(PathBuf, Vec<u8>)| fs::read(path).is_ok_and(|known| known == *stamp);
        if looked_for.as_ref().is_some_and(is_settled) {
            return false;
        }
        // A journal that cannot be read is told elsewhere.
        let wanted: HashSet<ArticleId> = missing.into_iter().collect();
        let Ok(sightings) = self.decisions.sightings(&wanted) else { return false };
        let sightings: BTreeMap<ArticleId, Sighting> = sightings.into_iter().collect();
        let missing: Vec<Missing> = sightings.into_iter().collect();
        let found = successions(&self.shelf, &missing, &|was, id| self.decisions.may_follow(was, id));
        if found.is_empty() && !self.shelf.is_damaged() {
            // What cannot be written is looked for again at the next start.
            let _ = looked_for.map(|(path, stamp)| fs::write(path, stamp));
        }
        let sighted = |one: Succession| {
            let number = self.shelf.number(one.id)?;
            Some((one, Sighting::of(&self.shelf.item(number)?.article)))
        };
        let found: Vec<(Succession, Sighting)> = found.into_iter().filter_map(sighted).collect();
        let any = !found.is_empty();
        self.decisions.succeed(found);
        any
    }

    /// Saves what was found to have become of articles.
    ///
    /// # Errors
    /// Nothing was saved; it holds all the same, and is tried again with the next decision.
    pub fn save_successions(&mut self) -> Result<(), JournalError> {
        self.decisions.save_successions()
    }

    /// By what the articles of decisions are known again, where that is not written down, or not as it is now; in the
    /// order of the ids.
    pub(super) fn sightings(&self, decisions: &[(ArticleId, Decision)]) -> Vec<(ArticleId, Sighting)> {
        let ids: BTreeMap<ArticleId, Option<u32>> =
            decisions.iter().map(|(id, _)| (*id, self.decisions.seen(*id))).collect();
        let few = ids.len() <= FEW;
        let new = ids.into_iter().filter(|(_, seen)| few || seen.is_none()).filter_map(|(id, seen)| {
            let number = self.shelf.number(id)?;
            if let Some(seen) = seen {
                let now = self.shelf.overview(number)?;
                let path = SafeText::label(&now.path.to_string_lossy());
                if Journal::digest(&path, &now.headline.text) == seen {
                    return None;
                }
            }
            Some((id, Sighting::of(&self.shelf.item(number)?.article)))
        });
        new.collect()
    }

    /// An article as it is found now: itself, or what became of it.
    pub(super) fn found_as(&self, id: ArticleId) -> ArticleId {
        let mut heirs = self.decisions.heirs(id).into_iter();
        match self.shelf.number(id) {
            Some(_) => id,
            None => heirs.find(|heir| self.shelf.number(*heir).is_some()).unwrap_or(id),
        }
    }

    /// What became of an article; none where it is listed as it is, or would be in another view. `seen` is the article as
    /// it was, where that is known: without it only what was decided about is known again.
    pub fn became(&self, id: ArticleId, seen: Option<&Article>) -> Option<Became> {
        if let Some(number) = self.shelf.number(id) {
            let shown = self.shelf.id(self.shelf.shown_for(number))?;
            return (shown != id).then_some(Became::Copy(shown));
        }
        let known = Some(self.found_as(id)).filter(|heir| *heir != id);
        let heir = known.or_else(|| self.heir_of(seen?));
        let Some(number) = heir.and_then(|heir| self.shelf.number(heir)) else {
            return Some(Became::Gone);
        };
        let now = self.shelf.overview(self.shelf.shown_for(number))?;
        let moved = seen.is_some_and(|seen| seen.source.path != now.path);
        Some(if moved { Became::Copy(now.id) } else { Became::Changed(now.id) })
    }

    /// What became of an article that is found nowhere, whether or not anything was decided about it.
    fn heir_of(&self, seen: &Article) -> Option<ArticleId> {
        let missing: Missing = (seen.id, Sighting::of(seen));
        let may_follow = |was, id| self.decisions.may_follow(was, id);
        let found = successions(&self.shelf, &[missing], &may_follow);
        found.first().map(|one| one.id)
    }

    /// What readers set right about articles, and not about lines of their pages, before those were changed.
    pub(super) fn inherited_corrections(&self) -> Vec<Correction> {
        let inherited = self.decisions.corrections().filter(|(id, _)| self.decisions.is_heir(*id));
        let corrections = inherited.map(|(_, correction)| correction);
        corrections.filter(|correction| correction.line().is_none()).cloned().collect()
    }

    /// Where is kept for what was looked in vain, and what has to stand there to say so; nothing where that cannot be
    /// told.
    fn looked_for(&self, missing: &[ArticleId]) -> Option<(PathBuf, Vec<u8>)> {
        let head = self.shelf.head();
        let cache = &self.options.cache;
        if cache.as_os_str().is_empty() {
            return None;
        }
        let files = [head.settings, head.readings?];
        let all = files.into_iter().chain(missing.iter().map(|id| id.number()));
        let bytes: Vec<u8> = all.flat_map(u64::to_le_bytes).collect();
        Some((cache.join(LOOKED_FOR), xxh3_64(&bytes).to_le_bytes().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::article::{Reversing, Triage};
    use crate::library::{Options, Search};
    use crate::text::SafeText;

    /// So many sentences, each another one for another subject.
    fn sentences(subject: &str, numbers: std::ops::Range<usize>) -> String {
        let sentence = |number: usize| {
            let (ward, others) = (number * 7, number + 3);
            format!(
                "The {subject} {number} of {subject} ward {ward} and {others} {subject} rows went {subject}. "
            )
        };
        numbers.map(sentence).collect()
    }

    fn page(headline: &str, body: &str) -> String {
        format!("{headline}\n\n{body}\n")
    }

    struct Trial {
        folder: tempfile::TempDir,
    }

    impl Trial {
        /// A folder with one page, which is starred.
        fn starred(path: &str, text: &str) -> Self {
            let trial = Self { folder: tempfile::tempdir().unwrap() };
            trial.write(path, text);
            let mut library = trial.open();
            let id = library.ids()[0];
            library.decide(&[(id, Decision::Star)]).unwrap();
            trial
        }

        fn write(&self, path: &str, text: impl AsRef<[u8]>) {
            let path = self.folder.path().join("pages").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn remove(&self, path: &str) {
            fs::remove_file(self.folder.path().join("pages").join(path)).unwrap();
        }

        fn options(&self) -> Options {
            let at = |name: &str| self.folder.path().join(name);
            Options {
                paths: vec![at("pages")],
                journal: at("state"),
                cache: at("cache"),
                ..Options::default()
            }
        }

        fn open(&self) -> Library {
            Library::open(&self.options(), &mut |_| {}).unwrap()
        }

        /// The file of each starred article, with whether it is told to have changed.
        fn found(&self) -> Vec<(String, bool)> {
            found(&self.open())
        }
    }

    fn found(library: &Library) -> Vec<(String, bool)> {
        let starred = library.copies().into_iter().filter(|item| library.triage(item.article.id).starred);
        let told = starred.map(|item| {
            let name = item.article.source.path.file_name().unwrap().to_string_lossy().into_owned();
            (name, library.triage(item.article.id).changed)
        });
        told.collect()
    }

    fn records(folder: &Path) -> usize {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let texts = files.filter_map(|path| fs::read_to_string(path).ok());
        texts.map(|text| text.lines().count() - 1).sum()
    }

    fn today() -> crate::article::Date {
        "2024-06-01".parse().unwrap()
    }

    const HEADLINE: &str = "Harbour opens after the storm";

    #[test]
    fn an_edited_page_keeps_its_star_and_is_changed_until_something_is_decided_about_it() {
        let whole = sentences("harbour", 0..12);
        let trial = Trial::starred("a.txt", &page(HEADLINE, &whole));
        let edited = page(HEADLINE, &whole.replace("The harbour 4 of", "On the fourth day all of the pier"));
        trial.write("a.txt", &edited);
        assert_eq!(trial.found(), [("a.txt".to_owned(), true)]);
        assert_eq!(records(&trial.options().journal), 1, "who only looks saves nothing");
        let mut library = trial.open();
        assert_eq!(library.apply_rules(today()).unwrap(), None);
        assert_eq!(records(&trial.options().journal), 2);
        let search = Search::new("is:changed is:starred", today());
        assert_eq!(library.search(&search).unwrap().articles.count(), 1);
        let id = library.ids()[0];
        for mut library in [library, trial.open()] {
            library.decide(&[(id, Decision::Read)]).unwrap();
            assert_eq!(library.triage(id), &Triage { read: true, starred: true, ..Triage::default() });
        }
        fs::remove_dir_all(trial.options().cache).unwrap();
        assert_eq!(trial.found(), [("a.txt".to_owned(), false)]);
    }

    #[test]
    fn what_became_of_a_page_is_told_by_its_place_its_headline_and_its_text() {
        let body = |from, to| sentences("harbour", from..to);
        let other = sentences("orchard", 0..12);
        for (path, headline, text, follows, case) in [
            ("a.txt", HEADLINE, body(0, 40), true, "saved again with more text"),
            ("a.txt", HEADLINE, body(0, 4), true, "cut short"),
            ("a.txt", HEADLINE, body(2, 20), true, "most of it"),
            ("a.txt", "The harbour is open", body(0, 14), true, "another headline"),
            ("news/a.txt", "The harbour is open", body(0, 14), true, "another headline in another folder"),
            ("b.txt", HEADLINE, body(0, 14), true, "another name"),
            ("a.txt", HEADLINE, other.clone(), false, "the column of the next day"),
            ("a.txt", HEADLINE, other.clone() + &body(0, 3), false, "a column that says a little again"),
            ("a.txt", "The harbour is open", body(9, 30), false, "another article in its place"),
            ("b.txt", HEADLINE, body(8, 20), false, "another article of its headline"),
            ("b.txt", "The harbour is open", body(0, 13), false, "another name and headline"),
        ] {
            let trial = Trial::starred("a.txt", &page(HEADLINE, &body(0, 12)));
            trial.remove("a.txt");
            trial.write(path, page(headline, &text));
            assert_eq!(trial.found().len(), usize::from(follows), "{case}");
        }
    }

    #[test]
    fn of_two_that_are_as_like_neither_is_taken() {
        let body = |word: &str| {
            sentences("harbour", 0..12).replace("The harbour 4", word).replace("The harbour 9", word)
        };
        let trial = Trial::starred("a/page.txt", &page(HEADLINE, &sentences("harbour", 0..12)));
        trial.remove("a/page.txt");
        trial.write("b/page.txt", page(HEADLINE, &(body("At noon") + &sentences("orchard", 0..2))));
        assert_eq!(trial.found().len(), 1);
        trial.write("c/page.txt", page(HEADLINE, &(body("By night") + &sentences("railway", 0..5))));
        let found = trial.found();
        assert!(found.is_empty() || trial.open().size(crate::library::Copies::Folded) == 1, "{found:?}");
    }

    #[test]
    fn files_that_say_the_same_in_another_way_are_no_others() {
        let text = page("Málaga opens its café", &sentences("harbour of Málaga", 0..6));
        let decomposed = text.replace('á', "a\u{301}").replace('é', "e\u{301}");
        let western: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
        for (path, bytes) in [
            ("b.txt", text.clone().into_bytes()),
            ("folder/a.txt", text.clone().into_bytes()),
            ("a.txt", text.replace('\n', "\r\n").into_bytes()),
            ("a.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
            ("a.txt", decomposed.into_bytes()),
            ("a.txt", western),
            ("a.txt", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ] {
            let trial = Trial::starred("a.txt", &text);
            trial.remove("a.txt");
            trial.write(path, &bytes);
            let found: Vec<bool> = trial.found().into_iter().map(|(_, changed)| changed).collect();
            assert_eq!(found, [false], "{path}");
        }
    }

    #[test]
    fn a_page_that_is_changed_back_has_what_was_decided_meanwhile() {
        let (first, second) = (sentences("harbour", 0..12), sentences("harbour", 0..15));
        let trial = Trial::starred("a.txt", &page(HEADLINE, &first));
        trial.write("a.txt", page(HEADLINE, &second));
        let mut library = trial.open();
        let id = library.ids()[0];
        library.decide(&[(id, Decision::Archive)]).unwrap();
        trial.write("a.txt", page(HEADLINE, &first));
        let mut library = trial.open();
        let state = Triage { starred: true, archived: true, ..Triage::default() };
        assert_eq!(library.triage(library.ids()[0]), &state);
        library.apply_rules(today()).unwrap();
        let id = library.ids()[0];
        library.decide(&[(id, Decision::Unstar)]).unwrap();
        trial.write("a.txt", page(HEADLINE, &second));
        let library = trial.open();
        let state = Triage { archived: true, ..Triage::default() };
        assert_eq!(library.triage(library.ids()[0]), &state);
    }

    #[test]
    fn a_page_may_change_again_and_again() {
        let trial = Trial::starred("a.txt", &page(HEADLINE, &sentences("harbour", 0..20)));
        for from in (3..30).step_by(3) {
            trial.write("a.txt", page(HEADLINE, &sentences("harbour", from..from + 20)));
            trial.open().apply_rules(today()).unwrap();
        }
        assert_eq!(trial.found(), [("a.txt".to_owned(), true)]);
        let mut library = trial.open();
        let past = library.reverse(Reversing::Undo).unwrap().unwrap();
        assert_eq!(past.decided, [(library.ids()[0], Decision::Star)]);
        assert!(found(&library).is_empty() && trial.found().is_empty());
        library.reverse(Reversing::Redo).unwrap();
        assert_eq!((found(&library).len(), trial.found().len()), (1, 1));
    }

    #[test]
    fn the_headline_a_reader_gave_a_page_stays_when_it_changes() {
        let trial = Trial::starred("a.txt", &page(HEADLINE, &sentences("harbour", 0..12)));
        let mut library = trial.open();
        let given = Correction::Headline(SafeText::label("A given headline"));
        library.decide(&[(library.ids()[0], Decision::Correct(given))]).unwrap();
        trial.write("a.txt", page(HEADLINE, &sentences("harbour", 0..15)));
        for library in [trial.open(), trial.open()] {
            let headlines: Vec<_> =
                library.copies().iter().map(|item| item.article.headline.text.to_string()).collect();
            assert_eq!(headlines, ["A given headline"]);
            assert_eq!(found(&library), [("a.txt".to_owned(), true)]);
        }
    }

    #[test]
    fn what_is_looked_for_in_vain_is_not_looked_for_again() {
        let trial = Trial::starred("a.txt", &page(HEADLINE, &sentences("harbour", 0..12)));
        trial.write("a.txt", page("Orchards bloom", &sentences("orchard", 0..12)));
        let kept = trial.options().cache.join(LOOKED_FOR);
        assert!(trial.found().is_empty() && kept.exists());
        let stamp = fs::read(&kept).unwrap();
        assert!(!trial.open().succeed());
        trial.write("a.txt", page(HEADLINE, &sentences("harbour", 0..13)));
        assert_eq!(trial.found().len(), 1);
        assert_eq!(fs::read(&kept).unwrap(), stamp);
    }
}

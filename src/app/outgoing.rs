//! What leaves the program by a key: addresses, copies, the text for another program, files.

use super::action::Action;
use super::ask::Question;
use super::confirm::Then;
use super::event::{Effect, NoticeKind, Opened};
use super::outside::{Export, Exported, Outside, Replacing};
use super::state::App;
use super::triage::quoted;
use crate::article::{ArticleId, Link};
use crate::text::{SafeText, arguments};

/// The longest text that is copied, in bytes: terminals drop what is longer.
const LONGEST_COPY: usize = 74_000;

/// The longest name of a file that is offered, in letters.
const LONGEST_NAME: usize = 32;

impl App {
    /// Asks whether to open the selected address, else that of the article.
    pub(super) fn ask_to_open(&mut self) -> Vec<Effect> {
        let Some(opened) = self.opened_here() else { return Vec::new() };
        let own = opened.article.url.clone();
        let selected = self.reading.chosen_link().map(|mention| mention.link.clone());
        match (selected, own) {
            (Some(link), _) => self.ask_to_open_link(link),
            (None, Some(url)) => match Link::of(&url) {
                Ok(link) => self.ask_to_open_link(link),
                Err(why) => self.warn(&format!("not opened: {why}: {url}")),
            },
            (None, None) => {
                let links = self.hint(Action::Links, "shows those in its text");
                self.warn(&format!("the page gives no address of its own{links}"))
            }
        }
    }

    pub(super) fn ask_to_open_link(&mut self, link: Link) -> Vec<Effect> {
        let question = format!("open {} ?", link.address());
        self.ask_whether(&question, Then::Open(link))
    }

    /// Opens the selected address after a question; without one there is nothing to follow.
    pub(super) fn follow_link(&mut self) -> Vec<Effect> {
        let chosen = self.reading.chosen_link().map(|mention| mention.link.clone());
        chosen.map_or_else(Vec::new, |link| self.ask_to_open_link(link))
    }

    /// Copies the selected address, else headline and address of the article.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        if let Some(link) = self.reading.chosen_link().map(|mention| mention.link.clone()) {
            return self.copy_text(link.address().to_string(), "the address");
        }
        let Some(opened) = self.opened_here() else { return Vec::new() };
        let article = opened.article.clone();
        let with = if article.url.is_some() { "its address" } else { "its file" };
        self.copy_text(article.reference(), &format!("{} and {with}", quoted(&article.headline.text)))
    }

    /// Copies the id by which the command line names the article.
    pub(super) fn copy_id(&mut self) -> Vec<Effect> {
        let Some(opened) = self.opened_here() else { return Vec::new() };
        let id = opened.article.id.to_string();
        self.copy_text(id.clone(), &format!("the id {id}"))
    }

    /// Copies a text, or what there is room for of it.
    pub(super) fn copy_text(&mut self, text: String, what: &str) -> Vec<Effect> {
        if text.len() > LONGEST_COPY {
            return self.warn(&format!("not copied: {what} is longer than a terminal takes"));
        }
        vec![Effect::Outside(Outside::Copy { text, what: SafeText::label(what) })]
    }

    /// Opens the file of the article in the reader's editor, at its first line.
    pub(super) fn edit_source(&mut self) -> Vec<Effect> {
        let line = self.opened_here().map(|opened| opened.article.source.lines.first);
        line.map_or_else(Vec::new, |line| self.edit_at(line))
    }

    /// Opens the file of the article in the editor at a line.
    pub(super) fn edit_at(&mut self, line: u32) -> Vec<Effect> {
        let Some(opened) = self.opened_here() else { return Vec::new() };
        let edit = Outside::Edit { path: opened.article.source.path.clone(), line };
        self.with_position(Effect::Outside(edit))
    }

    /// Asks for the command that is to have the text.
    pub(super) fn ask_for_command(&mut self) -> Vec<Effect> {
        if self.opened_here().is_none() { Vec::new() } else { self.ask(Question::Command) }
    }

    /// Gives the text to the command that was typed. One that did not run before is asked about, because a text that is
    /// pasted by mistake may look like one.
    pub(super) fn pipe(&mut self, typed: &str) -> Result<Vec<Effect>, String> {
        arguments(typed)?;
        if self.answers.knows(Question::Command, typed) {
            return Ok(self.pipe_to(typed));
        }
        let question = format!("give this text to `{typed}` ?");
        Ok(self.ask_whether(&question, Then::Pipe(typed.to_owned())))
    }

    /// Gives the text of the article to a program, and remembers how that was typed.
    pub(super) fn pipe_to(&mut self, typed: &str) -> Vec<Effect> {
        let Some(text) = self.opened_here().map(|opened| opened.article.plain_text()) else {
            return Vec::new();
        };
        let Ok(command) = arguments(typed) else { return Vec::new() };
        self.answers.keep(Question::Command, typed);
        vec![Effect::Outside(Outside::Pipe { command, text })]
    }

    /// Asks for the file that the selected articles, or the current one, are to be written to.
    pub(super) fn ask_for_file(&mut self) -> Vec<Effect> {
        self.ask(Question::File)
    }

    /// A name for the file, made of the headline or of how many articles there are.
    pub(super) fn offered_file(&self) -> String {
        let articles = self.states_of(self.target());
        let headline = self.list.current().filter(|_| articles.len() == 1).map(|row| row.headline.clone());
        let words = headline.map_or_else(|| format!("{} articles", articles.len()), |text| text.to_string());
        let mut name = String::new();
        for word in words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if name.chars().count() + word.chars().count() >= LONGEST_NAME {
                break;
            }
            let joint = if name.is_empty() { "" } else { "-" };
            name.push_str(joint);
            name.extend(word.chars().flat_map(char::to_lowercase));
        }
        format!("{}.md", if name.is_empty() { "article" } else { &name })
    }

    /// Writes the selected articles, or the current one, to a file.
    pub(super) fn export(&mut self, typed: &str) -> Result<Vec<Effect>, String> {
        if typed.is_empty() || typed.ends_with('/') {
            return Err("a file needs a name".to_owned());
        }
        let articles: Vec<ArticleId> = self.states_of(self.target()).into_iter().map(|(id, _)| id).collect();
        Ok(vec![Effect::Export(Export { path: typed.to_owned(), articles, existing: Replacing::Ask })])
    }

    /// Tells what came of writing a file.
    pub(super) fn take_exported(&mut self, exported: Exported) -> Vec<Effect> {
        match exported {
            Exported::Written(saying) => self.say(NoticeKind::Done, saying),
            Exported::Exists(export) => {
                let question = format!("{} exists; replace it?", export.path);
                return self.ask_whether(&question, Then::Replace(export));
            }
            Exported::Failed(why) => self.say(NoticeKind::Warning, why),
        }
        Vec::new()
    }

    /// The article that the cursor is on, if its text is here; says so where it is not.
    pub(super) fn opened_here(&mut self) -> Option<&Opened> {
        if self.reading.opened().is_none() {
            let text = if self.list.is_empty() { "no article here" } else { "its text is not here yet" };
            self.say(NoticeKind::Warning, SafeText::label(text));
        }
        self.reading.opened()
    }

    fn warn(&mut self, text: &str) -> Vec<Effect> {
        self.say(NoticeKind::Warning, SafeText::label(text));
        Vec::new()
    }
}

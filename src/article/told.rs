//! Decisions in words, as they are told once they are made.

use super::Decision;

impl Decision {
    /// What was done, of articles named or counted: `archived 3 articles`.
    pub fn told_of(&self, articles: &str) -> String {
        match self {
            Self::Read => format!("marked {articles} read"),
            Self::Unread => format!("marked {articles} unread"),
            Self::Star => format!("starred {articles}"),
            Self::Unstar => format!("unstarred {articles}"),
            Self::Archive => format!("archived {articles}"),
            Self::Restore => format!("restored {articles}"),
            Self::Tag(name) => format!("tagged {articles} {name}"),
            Self::Untag(name) => format!("took the tag {name} from {articles}"),
            Self::Position(_) => format!("moved the place in {articles}"),
            Self::Correct(_) => format!("corrected {articles}"),
            Self::Withdraw(_) => format!("withdrew a correction of {articles}"),
            Self::About(tag) => format!("tagged {articles} {tag}"),
            Self::NotAbout(tag) => format!("took {tag} from {articles}"),
            Self::ByWords(tag) => format!("left {tag} to the words of {articles}"),
            Self::Snooze(until) => format!("snoozed {articles} until {until}"),
            Self::Wake => format!("woke {articles}"),
            Self::Note(text) if text.is_empty() => format!("took the note from {articles}"),
            Self::Note(_) => format!("noted on {articles}"),
            Self::Highlight(..) => format!("highlighted a passage of {articles}"),
            Self::Unhighlight(_) => format!("took a highlight from {articles}"),
        }
    }
}

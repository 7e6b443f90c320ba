//! The open article goes along with what became of it: a copy that is listed in its place, or what stands on its page
//! now. Where it is gone it stays open as it was, and no key means another one.

use super::action::Action;
use super::event::{Effect, NoticeKind, Opened};
use super::reading::Reading;
use super::state::App;
use crate::article::{Article, ArticleId, Became};
use crate::text::SafeText;

impl Reading {
    /// Whether the page of the open article is no longer there.
    pub fn is_gone(&self) -> bool {
        self.opened().is_some_and(|opened| opened.gone)
    }

    /// Takes note whether the page of the open article is still there; says whether that is news.
    fn set_gone(&mut self, gone: bool) -> bool {
        let Some((opened, page)) = self.opened.as_mut().zip(self.page.as_ref()) else { return false };
        let setting = page.setting();
        if std::mem::replace(&mut opened.gone, gone) == gone {
            return false;
        }
        self.lay_out(setting);
        true
    }
}

impl App {
    /// Lets the text follow what became of the article the cursor was on, if that one is open.
    pub(super) fn follow_open(&mut self, became: Option<(ArticleId, Became)>) -> Vec<Effect> {
        let open = self.reading.became.and_then(Became::now).or(self.reading.id());
        let Some((_, became)) = became.filter(|(was, _)| open == Some(*was)) else {
            if self.list.lost() != open {
                self.list.forget_lost();
            }
            self.tell_found(open);
            return Vec::new();
        };
        let stands = self.list.lost().or(self.list.current_id());
        match became.now() {
            Some(now) if stands == Some(now) => {
                self.reading.became = Some(became);
                vec![Effect::Open(now)]
            }
            None if stands == open => {
                if self.reading.set_gone(true) {
                    self.say_no_article();
                }
                Vec::new()
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Says that an article is here again whose page was gone for a while.
    fn tell_found(&mut self, open: Option<ArticleId>) {
        let stands = self.list.lost().or(self.list.current_id());
        if open.is_some() && stands == open && self.reading.set_gone(false) {
            self.say(NoticeKind::Done, SafeText::label("the page of this article is there again"));
        }
    }

    /// Shows what became of the open article in its place, and says so.
    pub(super) fn renew_as_became(&mut self, opened: Opened) {
        let Some((became, before)) = self.reading.became.zip(self.reading.opened()) else { return };
        let fuller = length(&opened.article) > length(&before.article);
        self.reading.renew(opened);
        let text = match became {
            Became::Copy(_) if fuller => "a fuller copy is shown",
            Became::Copy(_) => "another copy is shown",
            Became::Changed(_) => "this page was changed",
            // It is the same to its reader.
            Became::Reread(_) | Became::Gone => return,
        };
        let compares = self.hint(Action::Companions, "compares");
        let hint = if matches!(became, Became::Copy(_)) { compares.as_str() } else { "" };
        self.say(NoticeKind::Done, SafeText::label(&format!("{text}{hint}")));
    }

    /// Why nothing can be decided about the open article.
    pub(super) fn told_of_lost(&self) -> String {
        let why = if self.reading.is_gone() {
            "the page of this article is no longer there"
        } else {
            "this article is not listed here any more"
        };
        format!("{why}{}", self.hint(Action::NextArticle, "goes on"))
    }
}

fn length(article: &Article) -> usize {
    article.body.iter().map(|block| block.text.len()).sum()
}

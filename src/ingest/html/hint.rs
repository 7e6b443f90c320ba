//! What the names a page gives its elements say: classes, ids, roles, and the microdata of schema.org.
//!
//! A name is a hint and never a proof: whoever uses it weighs it against the text it would take away.

use super::tag::Tag;
use super::tree::{Attribute, Node, Tree};
use crate::article::RemovedKind;

/// What an element's names say about what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Hint {
    /// The text of the article.
    Body,
    /// The caption or credit of a picture.
    Caption,
    /// A picture, with what is said about it.
    Picture,
    /// The authors' names.
    Byline,
    /// A summary between headline and body.
    Standfirst,
    /// Not shown when the page opens.
    Hidden,
    /// Not part of the article.
    Aside(RemovedKind),
}

/// What the names of an element say, if anything.
pub(super) fn hint(tree: &Tree, node: &Node) -> Option<Hint> {
    if is_hidden(tree, node) {
        return Some(Hint::Hidden);
    }
    let by_tag = match node.tag {
        Tag::Navigation => Some(Hint::Aside(RemovedKind::Navigation)),
        Tag::Footer => Some(Hint::Aside(RemovedKind::Footer)),
        Tag::Aside => Some(Hint::Aside(RemovedKind::Related)),
        Tag::Form => Some(Hint::Aside(RemovedKind::Widget)),
        Tag::Dormant => Some(Hint::Hidden),
        _ => None,
    };
    let by_role = tree.attribute(node, Attribute::Role).and_then(role);
    let property = tree.attribute(node, Attribute::ItemProperty).and_then(property);
    let class = tree.attribute(node, Attribute::Class).unwrap_or_default();
    let id = tree.attribute(node, Attribute::Id).unwrap_or_default();
    property.or(by_role).or(by_tag).or_else(|| names(class, id))
}

fn is_hidden(tree: &Tree, node: &Node) -> bool {
    let style = || {
        let style = tree.attribute(node, Attribute::Style)?;
        let folded: String = style.chars().filter(|letter| !letter.is_whitespace()).collect();
        let folded = folded.to_ascii_lowercase();
        Some(folded.contains("display:none") || folded.contains("visibility:hidden"))
    };
    tree.attribute(node, Attribute::Hidden).is_some_and(|value| value != "false")
        || tree.attribute(node, Attribute::AriaHidden) == Some("true")
        || style().unwrap_or(false)
}

fn role(value: &str) -> Option<Hint> {
    Some(Hint::Aside(match value.trim() {
        "navigation" | "menu" | "menubar" | "toolbar" | "tablist" | "banner" => RemovedKind::Navigation,
        "contentinfo" => RemovedKind::Footer,
        "complementary" => RemovedKind::Related,
        "dialog" | "alertdialog" | "search" => RemovedKind::Widget,
        _ => return None,
    }))
}

fn property(value: &str) -> Option<Hint> {
    value.split_ascii_whitespace().find_map(|value| {
        Some(match value {
            "articleBody" | "reviewBody" => Hint::Body,
            "caption" => Hint::Caption,
            "author" | "creator" => Hint::Byline,
            "comment" => Hint::Aside(RemovedKind::Comments),
            _ => return None,
        })
    })
}

/// The words of classes and ids, in lower case, parted at punctuation and at capitals.
fn words(names: &str, mut found: impl FnMut(&str)) {
    let mut word = String::with_capacity(24);
    let mut was_lower = false;
    for letter in names.chars() {
        let starts = letter.is_ascii_uppercase() && was_lower;
        if (starts || !letter.is_ascii_alphanumeric()) && !word.is_empty() {
            found(&word);
            word.clear();
        }
        if letter.is_ascii_whitespace() {
            found("");
        }
        if letter.is_ascii_alphanumeric() {
            word.push(letter.to_ascii_lowercase());
        }
        was_lower = letter.is_ascii_lowercase();
    }
    if !word.is_empty() {
        found(&word);
    }
}

fn names(class: &str, id: &str) -> Option<Hint> {
    let mut best: Option<(u8, Hint)> = None;
    let mut before = String::new();
    let mut embedded = false;
    for names in [class, id] {
        before.clear();
        words(names, |word| {
            embedded |= matches!(word, "embed" | "tweet" | "twitter" | "instagram");
            let hint = pair(&before, word).or_else(|| single(word));
            if let Some((rank, hint)) = hint
                && best.is_none_or(|(best, _)| rank > best)
            {
                best = Some((rank, hint));
            }
            before.clear();
            before.push_str(word);
        });
    }
    // A post of somebody else set into the text is quoted, not offered for sharing.
    best.map(|(_, hint)| hint)
        .filter(|hint| !(embedded && matches!(hint, Hint::Aside(RemovedKind::Share | RemovedKind::Widget))))
}

/// One word of a name, and how much it weighs against other words of the same element.
fn single(word: &str) -> Option<(u8, Hint)> {
    use RemovedKind as Kind;
    let aside = |rank, kind| Some((rank, Hint::Aside(kind)));
    match word {
        "comment" | "comments" | "disqus" | "commentlist" | "respond" | "livefyre" | "fbcomments"
        | "commenting" => aside(9, Kind::Comments),
        "related" | "recirc" | "recirculation" | "recommended" | "recommendation" | "recommendations"
        | "outbrain" | "taboola" | "zergnet" | "revcontent" | "mgid" | "trending" | "popular"
        | "mostread" | "mostpopular" | "readmore" | "morenews" | "upnext" | "teaser" | "teasers"
        | "promobox" | "sidebar" | "rail" | "aside" | "relatedposts" | "yarpp" | "crp" | "relateds"
        | "alsoread" | "interlink" => aside(8, Kind::Related),
        "share" | "sharing" | "shares" | "social" | "sharebar" | "sharethis" | "addthis" | "addtoany"
        | "sharedaddy" | "followus" | "socials" | "shareaholic" | "sociable" => aside(8, Kind::Share),
        "newsletter" | "subscribe" | "subscription" | "signup" | "promo" | "promotion" | "ad" | "ads"
        | "advert" | "adverts" | "advertisement" | "advertising" | "adslot" | "adsense" | "sponsor"
        | "sponsored" | "dfp" | "donate" | "donation" | "optin" | "cta" | "affiliate" | "ecommerce"
        | "advertorial" => aside(8, Kind::Promotion),
        "nav" | "navigation" | "navbar" | "menu" | "menus" | "breadcrumb" | "breadcrumbs" | "pagination"
        | "pager" | "masthead" | "skip" | "sitemap" | "submenu" | "topbar" => aside(8, Kind::Navigation),
        "footer" | "footnav" | "colophon" | "copyright" => aside(8, Kind::Footer),
        "tags" | "taglist" | "tagcloud" | "keywords" | "hashtags" => aside(7, Kind::Tags),
        "cookie" | "cookies" | "consent" | "gdpr" | "modal" | "popup" | "overlay" | "lightbox" | "widget"
        | "widgets" | "toolbar" | "tooltip" | "login" | "signin" | "register" | "rating" | "ratings"
        | "poll" | "quiz" | "toc" | "loading" | "noprint" | "screenreader" | "visuallyhidden" | "search"
        | "feedback" | "dropdown" | "hidden" | "print" => aside(6, Kind::Widget),
        "caption" | "captions" | "figcaption" | "imagecaption" | "photocredit" | "credit" | "credits"
        | "photographer" => Some((7, Hint::Caption)),
        "card" | "cards" => aside(3, Kind::Teaser),
        "image" | "img" | "photo" | "picture" | "thumbnail" | "gallery" | "slideshow" | "video"
        | "player" => Some((2, Hint::Picture)),
        "byline" | "bylines" | "author" | "authors" | "dateline" | "timestamp" | "pubdate" | "posted"
        | "published" => Some((6, Hint::Byline)),
        "standfirst" | "dek" | "deck" | "subhead" | "subheadline" | "subtitle" | "abstract" => {
            Some((6, Hint::Standfirst))
        }
        "articlebody" | "storybody" | "postbody" | "entrycontent" | "postcontent" | "articlecontent"
        | "articletext" | "storytext" | "bodytext" => Some((7, Hint::Body)),
        _ => None,
    }
}

/// Two words of a name that stand side by side.
fn pair(first: &str, second: &str) -> Option<(u8, Hint)> {
    use RemovedKind as Kind;
    let aside = |kind| Some((9, Hint::Aside(kind)));
    match (first, second) {
        (
            "article" | "story" | "post" | "entry" | "node" | "page" | "blog",
            "body" | "content" | "text" | "copy",
        )
        | ("body", "copy" | "content" | "text")
        | ("content", "body")
        | ("rich", "text") => Some((7, Hint::Body)),
        ("most", "read" | "popular" | "viewed" | "shared" | "commented")
        | ("read", "more" | "next" | "also")
        | ("see" | "more", "also" | "from" | "stories" | "news" | "articles" | "posts" | "on")
        | ("you", "may")
        | ("up" | "next" | "prev" | "previous", "next" | "post" | "article" | "story" | "posts")
        | ("also", "read" | "like")
        | ("latest", "news" | "stories" | "posts" | "articles")
        | ("top", "stories")
        | ("editors" | "editor", "picks" | "pick")
        | ("story", "link" | "links")
        | ("link", "list" | "box") => aside(Kind::Related),
        ("author" | "about", "bio" | "box" | "info" | "card" | "author" | "description" | "block")
        | ("writer", "bio") => aside(Kind::Boilerplate),
        ("tag", "list" | "links" | "cloud" | "box")
        | ("post" | "article" | "entry" | "story", "tags" | "tag") => aside(Kind::Tags),
        ("sign", "up" | "in") | ("call", "to") | ("email", "signup" | "form") | ("in", "app") => {
            aside(Kind::Promotion)
        }
        ("screen", "reader") | ("sr", "only") | ("visually", "hidden") => aside(Kind::Widget),
        ("site" | "page" | "global" | "main", "header" | "footer" | "nav" | "menu") => {
            aside(Kind::Navigation)
        }
        (
            "media" | "image" | "photo" | "picture" | "img",
            "caption" | "credit" | "credits" | "description",
        )
        | ("wp", "caption") => Some((8, Hint::Caption)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::parse::parse;

    #[track_caller]
    fn check(element: &str, expected: Option<Hint>) {
        let tree = parse(&format!("<{element}>word"));
        assert_eq!(hint(&tree, &tree.nodes[1]), expected, "{element}");
    }

    fn aside(kind: RemovedKind) -> Hint {
        Hint::Aside(kind)
    }

    #[test]
    fn names_say_what_an_element_holds() {
        use RemovedKind as Kind;
        let table = [
            ("div class=articleBody", Some(Hint::Body)),
            ("div class='story-body wide'", Some(Hint::Body)),
            ("div id=comments", Some(aside(Kind::Comments))),
            ("div class='related-posts'", Some(aside(Kind::Related))),
            ("div class='mostPopular'", Some(aside(Kind::Related))),
            ("div class='social-share'", Some(aside(Kind::Share))),
            ("div class=newsletter-signup", Some(aside(Kind::Promotion))),
            ("ul class='post-tags'", Some(aside(Kind::Tags))),
            ("div class='cookie-banner'", Some(aside(Kind::Widget))),
            ("p class=photo-credit", Some(Hint::Caption)),
            ("div class=thumbnail", Some(Hint::Picture)),
            ("p class=byline", Some(Hint::Byline)),
            ("p class=standfirst", Some(Hint::Standfirst)),
            ("div class=wide", None),
            ("div class=header", None),
            ("div", None),
        ];
        for (element, expected) in table {
            check(element, expected);
        }
    }

    #[test]
    fn microdata_counts_more_than_roles_tags_and_names() {
        check("aside itemprop=articleBody", Some(Hint::Body));
        check("div class=related itemprop='name articleBody'", Some(Hint::Body));
        check("div class=story-body role=navigation", Some(aside(RemovedKind::Navigation)));
        check("footer class=story-body", Some(aside(RemovedKind::Footer)));
    }

    #[test]
    fn what_is_not_shown_is_hidden_whatever_its_name() {
        for element in [
            "div hidden",
            "div class=story-body style='color: red; DISPLAY : none'",
            "div style='visibility:hidden'",
            "p aria-hidden=true",
            "template",
        ] {
            check(element, Some(Hint::Hidden));
        }
        check("div hidden=false", None);
        check("div aria-hidden=false", None);
    }

    #[test]
    fn a_post_set_into_the_text_is_not_an_offer_to_share_it() {
        check("blockquote class='twitter-tweet share'", None);
        check("div class='share'", Some(aside(RemovedKind::Share)));
    }
}

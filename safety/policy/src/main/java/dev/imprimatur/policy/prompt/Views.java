package dev.imprimatur.policy.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All forms in which terms are looked up. Each undoes one kind of disguise, and later ones stand on
 * earlier ones, so that disguises may be combined. Every form is made in time linear in the text.
 */
final class Views {
  private Views() {}

  /** The views that differ, the case-folded one first. */
  static List<PromptView> of(String text) {
    PromptView folded = FoldedView.of(text);
    PromptView plain = PlainView.of(folded);
    var views = new ArrayList<PromptView>();
    views.add(folded);
    addWhole(views, plain);
    if (UnbracketedView.differs(plain)) {
      addWhole(views, UnbracketedView.of(plain));
    }
    DecodedView.of(cased(text)).ifPresent(decoded -> add(views, decoded));
    return views;
  }

  /** A view, and those in which torn and disguised words of it are whole. */
  private static void addWhole(List<PromptView> views, PromptView plain) {
    PromptView joined = JoinedView.of(plain, true);
    add(views, plain);
    add(views, JoinedView.of(plain, false));
    add(views, joined);
    for (char one : new char[] {'i', 'l'}) {
      PromptView leet = LeetView.of(joined, one);
      add(views, leet);
      add(views, SqueezedView.of(leet, 1));
      add(views, SqueezedView.of(leet, 2));
    }
  }

  private static PromptView cased(String text) {
    return new PromptView("cased", text, IntStream.rangeClosed(0, text.length()).toArray());
  }

  private static void add(List<PromptView> views, PromptView view) {
    if (views.stream().noneMatch(each -> each.text().equals(view.text()))) {
      views.add(view);
    }
  }
}

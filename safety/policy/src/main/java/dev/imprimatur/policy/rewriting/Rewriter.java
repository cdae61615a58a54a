package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import dev.imprimatur.policy.rewriting.DiversityRules.Value;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rewrites prompts. For each person whom a prompt shows it names what the prompt leaves open, drawn
 * from the target by the request's seed; it says what it did and why it did nothing.
 *
 * <p>Rewriting a rewritten prompt changes nothing, and so does rewriting a prompt without persons.
 */
public final class Rewriter {
  private final DiversityRules rules;
  private final Optional<DiversityTarget> target;
  private final Map<String, ModelEmphasis> emphases;
  private final Bases bases;
  private final ProtectedPersons protectedPersons;
  private final Persons persons;
  private final Vetoes vetoes;
  private final OpenAxes openAxes;

  /**
   * @param target whose shares hold instead of the rules' own, for those of whom it speaks
   * @param emphases by the id of the model that they are for
   * @param protectedPersons whose names stop the rewriting
   */
  public Rewriter(
      DiversityRules rules,
      Optional<DiversityTarget> target,
      Map<String, ModelEmphasis> emphases,
      ProtectedPersons protectedPersons) {
    this.rules = rules;
    this.target = target;
    this.emphases = Map.copyOf(emphases);
    this.bases = new Bases(rules.axes());
    this.protectedPersons = protectedPersons;
    this.persons = new Persons(rules);
    this.vetoes = new Vetoes(rules);
    this.openAxes = new OpenAxes(rules);
  }

  /** Which target the draws follow. */
  public String targetVersion() {
    return target.map(DiversityTarget::version).orElse(rules.version());
  }

  /** The axes with the shares that are drawn for somebody whom a noun names. */
  public List<Axis> axes(String noun) {
    return rules.axes().stream().map(axis -> targeted(axis, noun)).toList();
  }

  /** Which words weigh more where a model draws. */
  public Optional<ModelEmphasis> emphasis(String model) {
    return Optional.ofNullable(emphases.get(model));
  }

  private Axis targeted(Axis axis, String noun) {
    return target.map(followed -> followed.axis(axis, noun)).orElse(axis);
  }

  /**
   * Rewrites a prompt.
   *
   * @param count images, at least 1
   * @param seed the same seed always gives the same rewriting
   * @param model the id of the model that draws; it decides what words weigh, never which they are
   */
  public Rewriting rewrite(NormalisedPrompt normalised, int count, long seed, String model) {
    PromptWords prompt = PromptWords.of(normalised);
    var reasons = new ArrayList<Reason>();
    List<Slot> slots = persons.find(prompt, reasons);
    if (slots.isEmpty()) {
      if (vetoes.isOtherLanguage(prompt)) {
        reasons.add(Vetoes.OTHER_LANGUAGE);
      } else if (reasons.isEmpty()) {
        reasons.add(new Reason("no_person", "The prompt describes no person to vary.", ""));
      }
      return unchanged(prompt.text(), count, reasons);
    }
    reasons.addAll(vetoes.ofPrompt(prompt));
    if (!protectedPersons.read(normalised, Source.PROMPT).findings().isEmpty()) {
      reasons.add(new Reason("named", "The prompt names a person, whose looks are given.", ""));
    }
    if (reasons.stream().anyMatch(reason -> reason.slot().isEmpty())) {
      return unchanged(prompt.text(), count, reasons);
    }
    Map<Slot, List<Axis>> open = open(prompt, slots, reasons);
    return new Rewriting(
        prompt.text(), images(prompt, open, count, seed, model), reasons, targetVersion());
  }

  /** What the user's own words become if they are not to be rewritten: themselves. */
  public Rewriting declined(NormalisedPrompt prompt, int count) {
    return unchanged(
        prompt.text(),
        count,
        List.of(new Reason("declined", "You chose to have your own words drawn.", "")));
  }

  private Map<Slot, List<Axis>> open(PromptWords prompt, List<Slot> slots, List<Reason> reasons) {
    var open = new LinkedHashMap<Slot, List<Axis>>();
    for (Slot slot : slots) {
      vetoes
          .ofSlot(prompt, slot)
          .ifPresentOrElse(reasons::add, () -> open.put(slot, openAxes.of(prompt, slot, reasons)));
    }
    return open;
  }

  private List<ImageRewrite> images(
      PromptWords prompt, Map<Slot, List<Axis>> open, int count, long seed, String model) {
    var draw = new Draw(targetVersion(), seed, prompt.text());
    var insertions = IntStream.range(0, count).mapToObj(each -> new Insertion(prompt)).toList();
    open.forEach((slot, axes) -> {
      List<List<Value>> drawn = axes.stream().map(axis -> drawn(draw, axis, slot, count)).toList();
      for (int image = 0; image < count; image++) {
        insertions.get(image).describe(slot, choices(slot, axes, drawn, image, model));
      }
    });
    return IntStream.range(0, count)
        .mapToObj(image ->
            new ImageRewrite(image, insertions.get(image).text(), insertions.get(image).edits()))
        .toList();
  }

  private List<Value> drawn(Draw draw, Axis axis, Slot slot, int count) {
    int base = bases.of(axis, slot.number());
    return draw.values(targeted(axis, slot.noun()), slot.number(), base, count);
  }

  private List<Insertion.Choice> choices(
      Slot slot, List<Axis> axes, List<List<Value>> drawn, int image, String model) {
    return IntStream.range(0, axes.size())
        .mapToObj(axis -> choice(slot, axes.get(axis).name(), drawn.get(axis).get(image), model))
        .toList();
  }

  private Insertion.Choice choice(Slot slot, String axis, Value value, String model) {
    double weight =
        emphasis(model).map(said -> said.of(slot.noun(), axis, value.word())).orElse(1.0);
    return new Insertion.Choice(axis, value, weight);
  }

  private Rewriting unchanged(String text, int count, List<Reason> reasons) {
    return new Rewriting(
        text,
        IntStream.range(0, count)
            .mapToObj(image -> new ImageRewrite(image, text, List.of()))
            .toList(),
        reasons,
        targetVersion());
  }
}

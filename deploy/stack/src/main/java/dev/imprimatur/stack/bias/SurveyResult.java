package dev.imprimatur.stack.bias;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.policy.bias.BiasMeasurement;
import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.policy.bias.MeasuredAxis;
import dev.imprimatur.policy.bias.OccupationPlan;
import dev.imprimatur.policy.bias.Samples;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.stack.model.ModelCard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Gathers the lines of a survey until all pictures are read, and makes the report of them. */
public final class SurveyResult {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SurveyWish wish;
  private final PolicyBundle bundle;
  private final List<OccupationPlan> plans;
  private final Map<Integer, JsonNode> readings = new HashMap<>();
  private JsonNode survey = JSON.missingNode();

  SurveyResult(SurveyWish wish, PolicyBundle bundle, List<OccupationPlan> plans) {
    this.wish = wish;
    this.bundle = bundle;
    this.plans = plans;
  }

  /** Takes a line that the worker's tool answered. */
  void take(JsonNode line) {
    if (line.has("survey")) {
      survey = line.get("survey");
    } else if (line.has("read")) {
      readings.put(line.get("read").asInt(), line);
    }
  }

  /** How many pictures are read. */
  int read() {
    return readings.size();
  }

  /** The places of the pictures that are not read yet. */
  List<Integer> missing() {
    return IntStream.range(0, 2 * wish.pictures() * plans.size())
        .filter(index -> !readings.containsKey(index))
        .boxed()
        .toList();
  }

  /**
   * The report.
   *
   * @param made when
   */
  public BiasReport report(Instant made) {
    ModelCard card = wish.model().card();
    ModelCard.Defaults defaults = card.defaults();
    List<MeasuredAxis> axes = axes();
    var occupations = new ArrayList<BiasReport.Occupation>();
    for (int plan = 0; plan < plans.size(); plan++) {
      int first = 2 * plan * wish.pictures();
      occupations.add(
          BiasMeasurement.of(
              plans.get(plan), axes, classes(first), classes(first + wish.pictures())));
    }
    return new BiasReport(
        BiasReport.SCHEMA,
        made.truncatedTo(ChronoUnit.SECONDS).toString(),
        new BiasReport.Model(
            card.id(),
            card.title(),
            survey.path("modelHash").asText(),
            survey.path("code").asText(),
            wish.device().replaceFirst(":.*", "")),
        BiasReport.Bundle.of(bundle, card.id()),
        new BiasReport.Classifier(
            survey.at("/classifier/title").asText(), survey.path("classifierHash").asText(), axes),
        new BiasReport.Settings(
            wish.pictures(),
            wish.imagesPerRequest(),
            wish.seed(),
            defaults.width(),
            defaults.height(),
            wish.steps(),
            defaults.guidanceScale(),
            defaults.sampler()),
        occupations);
  }

  /** Some pictures of each occupation. */
  public Map<String, Samples> samples() {
    var samples = new HashMap<String, Samples>();
    for (int plan = 0; plan < plans.size(); plan++) {
      int first = 2 * plan * wish.pictures();
      samples.put(
          plans.get(plan).occupation(), new Samples(shown(first), shown(first + wish.pictures())));
    }
    return samples;
  }

  private List<String> shown(int first) {
    return IntStream.range(first, first + wish.pictures())
        .mapToObj(index -> reading(index).path("picture").asText())
        .filter(picture -> !picture.isEmpty())
        .toList();
  }

  private List<Map<String, Integer>> classes(int first) {
    return IntStream.range(first, first + wish.pictures())
        .mapToObj(index -> classes(reading(index)))
        .toList();
  }

  private static Map<String, Integer> classes(JsonNode reading) {
    var classes = new HashMap<String, Integer>();
    reading
        .path("classes")
        .properties()
        .forEach(axis -> classes.put(axis.getKey(), axis.getValue().asInt()));
    return classes;
  }

  private JsonNode reading(int index) {
    return Objects.requireNonNull(readings.get(index), "a picture was not read");
  }

  private List<MeasuredAxis> axes() {
    var axes = new ArrayList<MeasuredAxis>();
    JsonNode card = survey.path("classifier");
    for (int index = 0; index < card.path("axes").size(); index++) {
      JsonNode axis = card.path("axes").get(index);
      axes.add(
          new MeasuredAxis(
              axis.path("name").asText(),
              list(axis.path("classes"), MeasuredAxis.MeasuredClass.class),
              rows(card.path("errors").get(index))));
    }
    return axes;
  }

  private static List<List<Integer>> rows(JsonNode table) {
    var rows = new ArrayList<List<Integer>>();
    table.forEach(row -> rows.add(list(row, Integer.class)));
    return rows;
  }

  private static <T> List<T> list(JsonNode values, Class<T> type) {
    var list = new ArrayList<T>();
    values.forEach(value -> list.add(JSON.convertValue(value, type)));
    return list;
  }
}

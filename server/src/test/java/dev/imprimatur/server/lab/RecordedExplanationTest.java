package dev.imprimatur.server.lab;

import static dev.imprimatur.server.lab.LabFixture.DENY_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.explanation.Reader;
import dev.imprimatur.server.explanation.Answered;
import dev.imprimatur.server.explanation.Explanations;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.policy.BundleShelf;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions of the past, explained by the bundle that made them. */
class RecordedExplanationTest {
  private static LabFixture lab;
  private BundleShelf shelf;

  @BeforeAll
  static void open() throws Exception {
    lab = new LabFixture();
  }

  @AfterAll
  static void close() throws Exception {
    lab.close();
  }

  @BeforeEach
  void begin() throws Exception {
    shelf = lab.shelf(lab.flow.bundle);
  }

  @Test
  void explain_refusalByATenantsPolicy_namesItAndTheWord() {
    var denied =
        (Submission.Denied)
            lab.flow.flow.submit(
                lab.flow.request(lab.member("schools"), "two friends with a glass of beer"));
    ObjectNode view = explained(denied.id());
    JsonNode policy = view.get("policies").get(0);
    assertThat(policy.get("id").asText()).isEqualTo("schools/no-alcohol");
    assertThat(policy.get("file").asText()).isEqualTo("tenants/schools/policies/classroom.cedar");
    assertThat(policy.get("licenceClause").isNull()).isTrue();
    assertThat(view.get("spans")).hasSize(1);
    assertThat(view.get("remedy").get("prompt").asText()).isEqualTo("two friends with a glass of");
  }

  @Test
  void explain_recordedRefusal_namesPolicyAndRemedy() {
    var denied =
        (Submission.Denied)
            lab.flow.flow.submit(lab.flow.request(lab.licensed(), "elon musk on a boat"));
    ObjectNode view = explained(denied.id());
    assertThat(view.get("bundle").get("available").asBoolean()).isTrue();
    assertThat(view.get("policies").get(0).get("file").asText())
        .isEqualTo("policies/persons.cedar");
    assertThat(view.get("remedy").get("kind").asText()).isEqualTo("change");
    assertThat(view.get("remedy").get("prompt").asText()).isEqualTo("on a boat");
  }

  @Test
  void explain_bundleThatIsGone_tellsWhatTheRecordSays() throws Exception {
    var denied =
        (Submission.Denied)
            lab.flow.flow.submit(lab.flow.request(lab.licensed(), "elon musk on a boat"));
    shelf = lab.shelf(PolicyBundle.check(LabFixture.files("policies/closed.cedar", DENY_ALL)));
    ObjectNode view = explained(denied.id());
    assertThat(view.get("bundle").get("available").asBoolean()).isFalse();
    assertThat(view.get("policies").get(0).get("id").asText()).isEqualTo("no-protected-persons");
    assertThat(view.get("remedy").get("kind").asText()).isEqualTo("unknown");
  }

  private ObjectNode explained(UUID id) {
    Answered answered = new Explanations(shelf).explain(lab.flow.generation(id), Reader.ASKER);
    return ((Answered.Explained) answered).view();
  }
}

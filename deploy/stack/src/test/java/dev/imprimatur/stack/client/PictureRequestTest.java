package dev.imprimatur.stack.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.imprimatur.stack.client.PictureRequest.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller between a login and a server that answer all that they can. */
class PictureRequestTest {
  private static final String TOKEN = "POST /realms/imprimatur/protocol/openid-connect/token";
  private static final String ASK = "POST /api/generations";
  private static final String FOLLOW = "GET /api/generations/17/events";
  private static final String READ = "GET /api/generations/17";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> told = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private FakeGateway fake;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeGateway();
  }

  @AfterEach
  void stop() {
    fake.close();
    http.close();
  }

  @Test
  void make_aPartIsAwayAndTheStreamBreaks_isFollowedToTheEnd() throws Exception {
    fake.on(TOKEN, 200, token("t1", 300))
        .on(ASK, 503, "{\"detail\":\"No worker is running.\"}")
        .on(ASK, 202, "{\"id\":\"17\"}")
        .on(FOLLOW, 200, "event: progress\ndata: {\"imageIndex\":0,\"step\":1,\"steps\":2}\n\n")
        .on(FOLLOW, 200, "data: {\"imageIndex\":0,\"step\":2,\"steps\":2}\n: waiting\n")
        .on(READ, 200, "{\"state\":\"DRAWING\"}")
        .on(READ, 200, "{\"state\":\"RELEASED\"}");
    var ended = (Outcome.Ended) make();
    assertThat(ended.generation().get("state").asText()).isEqualTo("RELEASED");
    assertThat(steps).containsExactly("0:1/2", "0:2/2");
    assertThat(told).containsExactly("Waiting: No worker is running.", "taken 17");
    assertThat(fake.heard())
        .anyMatch(each -> each.contains("a sloth") && each.endsWith("Bearer t1"));
  }

  @Test
  void make_policyForbids_isDeniedWithItsReceipt() throws Exception {
    fake.on(TOKEN, 200, token("t1", 300))
        .on(ASK, 403, "{\"code\":\"violence\",\"generation\":\"17\"}");
    assertThat(((Outcome.Denied) make()).problem().get("code").asText()).isEqualTo("violence");
  }

  @Test
  void make_licenceNotAccepted_isAcceptedByItsText() throws Exception {
    fake.on(TOKEN, 200, token("t1", 300))
        .on(ASK, 403, "{\"code\":\"licence_not_accepted\",\"licence\":\"/api/models/m/licence\"}")
        .on("GET /api/models/m/licence", 200, "{\"id\":\"x\",\"version\":\"2\",\"sha256\":\"ab\"}")
        .on("POST /api/models/m/licence/acceptances", 201, "{}");
    assertThat(make()).isEqualTo(new Outcome.LicenceNeeded("/api/models/m/licence"));
    Licence.read(gateway(), "/api/models/m/licence").accept(gateway());
    assertThat(fake.heard())
        .anyMatch(each -> each.contains("{\"version\":\"2\",\"sha256\":\"ab\"}"));
  }

  @Test
  void make_wrongRequestOrNoAnswerAtAll_isNotTaken() throws Exception {
    fake.on(TOKEN, 200, token("t1", 300))
        .on(ASK, 400, "{\"detail\":\"steps must be from 1 to 50.\"}")
        .on(ASK, 502, "<html>");
    assertThat(((Outcome.NotTaken) make()).answer().detail()).startsWith("steps must be");
    assertThat(((Outcome.NotTaken) make()).answer().detail())
        .isEqualTo("the server answers with status 502");
  }

  @Test
  void token_nearItsEnd_isRenewedAndNeverInAnAddress() throws Exception {
    fake.on(TOKEN, 200, token("old", 1)).on(TOKEN, 200, token("new", 300)).on(ASK, 400, "{}");
    make();
    assertThat(fake.heard().get(0)).contains("grant_type=password", "password=p%26w");
    assertThat(fake.heard().get(1)).contains("grant_type=refresh_token", "refresh_token=r-old");
    assertThat(fake.heard().get(2)).endsWith("Bearer new");
  }

  @Test
  void login_refusedOrBroken_isToldApart() throws Exception {
    fake.on(TOKEN, 401, "{}").on(TOKEN, 500, "");
    assertThat(login()).isEmpty();
    assertThatThrownBy(this::login).hasMessage("Keycloak answers with status 500");
  }

  private Outcome make() throws Exception {
    return new PictureRequest(gateway(), told::add)
        .make(
            JsonNodeFactory.instance.objectNode().put("prompt", "a sloth"),
            id -> told.add("taken " + id),
            (image, step, of) -> steps.add(image + ":" + step + "/" + of));
  }

  private Gateway gateway() throws Exception {
    return new Gateway(http, fake.url(), login().orElseThrow());
  }

  private java.util.Optional<Login> login() throws IOException, InterruptedException {
    return Login.of(http, fake.url(), "me", "p&w");
  }

  private static String token(String name, int seconds) {
    return "{\"access_token\":\"%1$s\",\"refresh_token\":\"r-%1$s\",\"expires_in\":%2$d}"
        .formatted(name, seconds);
  }
}

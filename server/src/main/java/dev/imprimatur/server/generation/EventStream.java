package dev.imprimatur.server.generation;

import dev.imprimatur.contract.Progress;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what happens to a generation: {@code state} with the new state and {@code progress} with a
 * step and its preview. The stream begins with the present state and ends after one in which no
 * worker is awaited any more.
 */
public final class EventStream {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);

  /** After so long without news the state is read again, in case news were lost on their way. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OwnGenerations generations;
  private final ProgressFeed feed;

  public EventStream(OwnGenerations generations, ProgressFeed feed) {
    this.generations = generations;
    this.feed = feed;
  }

  /** Sends until no worker is awaited any more or nobody listens any more. */
  public void send(Caller caller, UUID id, SseEventSink sink, Sse sse) {
    try (sink;
        ProgressFeed.Subscription subscription = feed.subscribe(id)) {
      GenerationState told = state(caller, id);
      sendState(sink, sse, told);
      while (told.isRunning() && !sink.isClosed()) {
        Optional<ProgressFeed.Event> event = subscription.next(PATIENCE);
        GenerationState now = told;
        if (event.isPresent()) {
          now = pass(sink, sse, event.get(), told);
        } else {
          now = state(caller, id);
          if (now == told) {
            await(sink.send(sse.newEventBuilder().comment("waiting").build()));
          }
        }
        if (now != told) {
          sendState(sink, sse, now);
          told = now;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log.debug("A watcher of {} is gone", id, e);
    }
  }

  private GenerationState state(Caller caller, UUID id) {
    return generations.find(caller, id).map(Generation::state).orElse(GenerationState.FAILED);
  }

  private static GenerationState pass(
      SseEventSink sink, Sse sse, ProgressFeed.Event event, GenerationState told) {
    return switch (event) {
      case ProgressFeed.Event.Moved(GenerationState state) -> state;
      case ProgressFeed.Event.Step(Progress progress) -> {
        send(sink, sse, "progress", step(progress));
        yield told;
      }
    };
  }

  private static Map<String, @Nullable Object> step(Progress progress) {
    var step = new LinkedHashMap<String, @Nullable Object>();
    step.put("imageIndex", progress.imageIndex());
    step.put("step", progress.step());
    step.put("steps", progress.steps());
    switch (progress.preview()) {
      case Progress.Preview.None ignored -> {
        step.put("preview", null);
        step.put("withheld", false);
      }
      case Progress.Preview.Withheld ignored -> {
        step.put("preview", null);
        step.put("withheld", true);
      }
      case Progress.Preview.Shown shown -> {
        step.put(
            "preview", "data:image/png;base64," + Base64.getEncoder().encodeToString(shown.png()));
        step.put("withheld", false);
      }
    }
    return step;
  }

  private static void sendState(SseEventSink sink, Sse sse, GenerationState state) {
    send(sink, sse, "state", Map.of("state", state.name()));
  }

  private static void send(
      SseEventSink sink, Sse sse, String name, Map<String, ? extends @Nullable Object> data) {
    OutboundSseEvent event =
        sse.newEventBuilder()
            .name(name)
            .mediaType(MediaType.TEXT_PLAIN_TYPE)
            .data(String.class, Json.write(data))
            .build();
    await(sink.send(event));
  }

  /** A sink that does not take an event in time has lost its listener. */
  private static void await(CompletionStage<?> sent) {
    sent.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}

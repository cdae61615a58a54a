package dev.imprimatur.server.edge;

import dev.imprimatur.server.attestation.AttestationResource;
import dev.imprimatur.server.audit.AuditExplanationResource;
import dev.imprimatur.server.audit.AuditResource;
import dev.imprimatur.server.generation.ExplanationResource;
import dev.imprimatur.server.generation.GenerationResource;
import dev.imprimatur.server.generation.PresetResource;
import dev.imprimatur.server.http.BodyLimit;
import dev.imprimatur.server.http.JsonProvider;
import dev.imprimatur.server.http.ProblemMapper;
import dev.imprimatur.server.http.RetryAfter;
import dev.imprimatur.server.identity.SessionResource;
import dev.imprimatur.server.lab.ReplayResource;
import dev.imprimatur.server.lab.ShadowResource;
import dev.imprimatur.server.licence.AcceptancesResource;
import dev.imprimatur.server.licence.CoverageResource;
import dev.imprimatur.server.licence.LicenceResource;
import dev.imprimatur.server.licence.ModelLicenceResource;
import dev.imprimatur.server.licencereport.LicenceReportResource;
import dev.imprimatur.server.model.ModelResource;
import dev.imprimatur.server.policy.ActivationResource;
import dev.imprimatur.server.policy.PersonResource;
import dev.imprimatur.server.policy.PolicyResource;
import dev.imprimatur.server.status.StatusResource;
import dev.imprimatur.server.upload.UploadResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** Our own interface. */
@ApplicationPath("api")
@LoginConfig(authMethod = "MP-JWT", realmName = "imprimatur")
public class OwnApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        GenerationResource.class,
        LicenceResource.class,
        ModelLicenceResource.class,
        AttestationResource.class,
        CoverageResource.class,
        AcceptancesResource.class,
        LicenceReportResource.class,
        ModelResource.class,
        PresetResource.class,
        SessionResource.class,
        ExplanationResource.class,
        AuditResource.class,
        AuditExplanationResource.class,
        PersonResource.class,
        PolicyResource.class,
        ActivationResource.class,
        ReplayResource.class,
        ShadowResource.class,
        StatusResource.class,
        UploadResource.class,
        JsonProvider.class,
        ProblemMapper.class,
        RetryAfter.class,
        BodyLimit.class);
  }
}

"""Reference runs of the schedulers of Diffusers over a model that is a formula, in float32.

make_schedulers.py OUTPUT_FOLDER
"""
import gzip
import importlib
import json
import pathlib
import sys

import diffusers
import numpy
import torch
from safetensors.torch import save

SHAPE = (1, 2, 2, 2)
SCALED = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}
NAMES = {
    "DDIMScheduler": "scheduling_ddim",
    "PNDMScheduler": "scheduling_pndm",
    "EulerDiscreteScheduler": "scheduling_euler_discrete",
    "EulerAncestralDiscreteScheduler": "scheduling_euler_ancestral_discrete",
    "DPMSolverMultistepScheduler": "scheduling_dpmsolver_multistep",
    "UniPCMultistepScheduler": "scheduling_unipc_multistep",
    "LMSDiscreteScheduler": "scheduling_lms_discrete",
    "HeunDiscreteScheduler": "scheduling_heun_discrete",
    "LCMScheduler": "scheduling_lcm",
    "DDPMScheduler": "scheduling_ddpm",
}
FURTHER = {
    "DPMSolverSinglestepScheduler": "scheduling_dpmsolver_singlestep",
    "DEISMultistepScheduler": "scheduling_deis_multistep",
    "KDPM2DiscreteScheduler": "scheduling_k_dpm_2_discrete",
    "KDPM2AncestralDiscreteScheduler": "scheduling_k_dpm_2_ancestral_discrete",
    "EDMEulerScheduler": "scheduling_edm_euler",
    "EDMDPMSolverMultistepScheduler": "scheduling_edm_dpmsolver_multistep",
}
TCD = "TCDScheduler"
SINGLE, DEIS, KDPM2, KDPM2_ANCESTRAL, EDM_EULER, EDM_DPM = FURTHER
DDIM, PNDM, EULER, ANCESTRAL, DPM, UNIPC, LMS, HEUN, LCM, DDPM = NAMES
NOISE_ONLY = {PNDM, ANCESTRAL}
UNSPACED = {LCM}
KARRAS = {EULER, DPM, UNIPC, LMS, HEUN}
ZERO_SNR = {DDIM, EULER, ANCESTRAL, DPM, UNIPC, LCM, DDPM}

# The scheduler_config.json of published checkpoints.
CONFIGS = {
    "sd15": {
        "_class_name": PNDM, "_diffusers_version": "0.6.0", **SCALED,
        "num_train_timesteps": 1000, "set_alpha_to_one": False, "skip_prk_steps": True,
        "steps_offset": 1, "trained_betas": None, "clip_sample": False,
    },
    "sd21": {
        "_class_name": DDIM, "_diffusers_version": "0.8.0", **SCALED, "clip_sample": False,
        "num_train_timesteps": 1000, "prediction_type": "v_prediction",
        "set_alpha_to_one": False, "skip_prk_steps": True, "steps_offset": 1,
        "trained_betas": None,
    },
    "sdxl": {
        "_class_name": EULER, "_diffusers_version": "0.19.0.dev0", **SCALED,
        "clip_sample": False, "interpolation_type": "linear", "num_train_timesteps": 1000,
        "prediction_type": "epsilon", "sample_max_value": 1.0, "set_alpha_to_one": False,
        "skip_prk_steps": True, "steps_offset": 1, "timestep_spacing": "leading",
        "trained_betas": None, "use_karras_sigmas": False,
    },
    "sdxl_turbo": {
        "_class_name": ANCESTRAL, "_diffusers_version": "0.24.0.dev0", **SCALED,
        "clip_sample": False, "interpolation_type": "linear", "num_train_timesteps": 1000,
        "prediction_type": "epsilon", "sample_max_value": 1.0, "set_alpha_to_one": False,
        "skip_prk_steps": True, "steps_offset": 1, "timestep_spacing": "trailing",
        "trained_betas": None,
    },
    "lcm": {
        "_class_name": LCM, "_diffusers_version": "0.22.0.dev0", **SCALED,
        "clip_sample": False, "clip_sample_range": 1.0, "dynamic_thresholding_ratio": 0.995,
        "num_train_timesteps": 1000, "original_inference_steps": 50,
        "prediction_type": "epsilon", "rescale_betas_zero_snr": False, "sample_max_value": 1.0,
        "set_alpha_to_one": True, "steps_offset": 1, "thresholding": False,
        "timestep_spacing": "leading", "trained_betas": None,
    },
    # As DPMSolverMultistepScheduler.save_pretrained writes it: an infinite number among the rest.
    "saved_dpm": {
        "_class_name": DPM, "_diffusers_version": "0.42.1", **SCALED,
        "algorithm_type": "dpmsolver++", "dynamic_thresholding_ratio": 0.995,
        "euler_at_final": False, "final_sigmas_type": "zero", "flow_shift": 1.0,
        "lambda_min_clipped": -float("inf"), "lower_order_final": True,
        "num_train_timesteps": 1000, "prediction_type": "epsilon", "rescale_betas_zero_snr": False,
        "sample_max_value": 1.0, "solver_order": 2, "solver_type": "midpoint",
        "steps_offset": 1, "thresholding": False, "time_shift_type": "exponential",
        "timestep_spacing": "linspace", "trained_betas": None, "use_beta_sigmas": False,
        "use_dynamic_shifting": False, "use_exponential_sigmas": False,
        "use_flow_sigmas": False, "use_karras_sigmas": True, "use_lu_lambdas": False,
        "variance_type": None,
    },
}


def made(name, class_name, **settings):
    CONFIGS[name] = {"_class_name": class_name, **settings}
    return name


cases = []


def case(config, steps, strength=None, class_name=None, **overrides):
    cases.append(
        {
            "config": config,
            "class": class_name or CONFIGS[config]["_class_name"],
            "overrides": overrides,
            "steps": steps,
            "strength": strength,
        }
    )


def add_cases():
    # Every class, prediction, spacing and spread of sigmas.
    for class_name in NAMES:
        predictions = ["epsilon", "v_prediction"]
        predictions += [] if class_name in NOISE_ONLY else ["sample"]
        spacings = ["leading"] if class_name in UNSPACED else ["leading", "trailing", "linspace"]
        for prediction in predictions:
            for spacing in spacings:
                for karras in [False, True] if class_name in KARRAS else [False]:
                    settings = {
                        **SCALED, "prediction_type": prediction, "timestep_spacing": spacing,
                        "steps_offset": 1, "clip_sample": False, "set_alpha_to_one": False,
                        "skip_prk_steps": True,
                    }
                    if karras:
                        settings["use_karras_sigmas"] = True
                    case(made(f"{class_name}-{prediction}-{spacing}-{karras}", class_name, **settings), 5)

    # Every class with the settings of published checkpoints: lengths, and starts in the middle.
    for class_name in NAMES:
        for steps, strength in [
            (1, None), (2, None), (20, None), (20, 1.0), (20, 0.96), (20, 0.9), (20, 0.35),
            (20, 0.06), (5, 0.6), (5, 0.2), (2, 0.5), (1, 1.0),
        ]:
            case("sd15", steps, strength, class_name)
            if class_name in KARRAS and strength != 1.0:
                case("sd15", steps, strength, class_name, use_karras_sigmas=True)
        # A DPM-Solver has a variance_type of null, which DDPM's knows nothing of.
        others = ["sd21", "sdxl", "sdxl_turbo", "lcm"] + ([] if class_name == DDPM else ["saved_dpm"])
        for config in others:
            for steps, strength in [(8, None), (8, 0.7)]:
                case(config, steps, strength, class_name)

    # Nothing but the class: its own defaults for everything.
    for class_name in NAMES:
        steps = 6
        case(made(f"{class_name}-defaults", class_name), steps)
        case(made(f"{class_name}-from-bare-pndm", PNDM, skip_prk_steps=True), steps, None, class_name)

    # No signal at the last timestep.
    for class_name in sorted(ZERO_SNR):
        name = made(
            f"{class_name}-zero-snr", class_name, **SCALED, prediction_type="v_prediction",
            rescale_betas_zero_snr=True, timestep_spacing="trailing", clip_sample=False,
        )
        for steps, strength in [(1, None), (5, None), (20, None), (20, 0.5)]:
            case(name, steps, strength)

    # Noise schedules.
    trained = [round(0.001 + 0.00002 * i, 6) for i in range(200)]
    for class_name in [DDIM, PNDM, EULER, DPM, HEUN]:
        extra = {"skip_prk_steps": True} if class_name == PNDM else {}
        for schedule in ["linear", "squaredcos_cap_v2"]:
            # Heun's first step from the cosine's 20000 times the picture magnifies each rounding.
            spread = {"use_karras_sigmas": True} if class_name == HEUN else {}
            name = made(f"{class_name}-{schedule}", class_name, beta_schedule=schedule,
                        clip_sample=False, **extra, **spread)
            case(name, 7)
        case(made(f"{class_name}-trained", class_name, trained_betas=trained,
                  num_train_timesteps=200, clip_sample=False, **extra), 7)
    case(made("heun-exp", HEUN, beta_schedule="exp"), 6)
    case(made("cosine-karras", DPM, beta_schedule="squaredcos_cap_v2", use_karras_sigmas=True), 6)
    for spacing in ["linspace", "leading"]:
        case(made(f"cosine-clipped-{spacing}", DPM, beta_schedule="squaredcos_cap_v2",
                  lambda_min_clipped=-5.1, timestep_spacing=spacing), 6)

    # Clipped estimates.
    for class_name in [DDIM, HEUN, LCM]:
        case(made(f"{class_name}-clipped", class_name, **SCALED, clip_sample=True,
                  clip_sample_range=0.8), 6)

    # DDPM's variances.
    for variance in ["fixed_small", "fixed_small_log", "fixed_large"]:
        for clip in [False, True]:
            case(made(f"ddpm-{variance}-{clip}", DDPM, **SCALED, variance_type=variance,
                      clip_sample=clip), 6)

    # DDIM that ends at no noise; PNDM with its Runge-Kutta warm-up.
    case(made("ddim-to-one", DDIM, **SCALED, clip_sample=False, set_alpha_to_one=True), 6)
    for prediction in ["epsilon", "v_prediction"]:
        name = made(f"prk-{prediction}", PNDM, **SCALED, prediction_type=prediction,
                    set_alpha_to_one=True)
        for steps, strength in [(4, None), (6, None), (20, None), (20, 0.8), (20, 0.3), (7, 0.5)]:
            case(name, steps, strength)

    # Euler's own settings.
    case(made("euler-log", EULER, **SCALED, interpolation_type="log_linear"), 6)
    case(made("euler-log-karras", EULER, **SCALED, interpolation_type="log_linear",
              use_karras_sigmas=True), 6)
    case(made("euler-min", EULER, **SCALED, final_sigmas_type="sigma_min"), 6)
    case(made("euler-continuous", EULER, **SCALED, timestep_type="continuous",
              prediction_type="v_prediction", use_karras_sigmas=True, sigma_min=0.002,
              sigma_max=120.0, rescale_betas_zero_snr=True), 6)

    # Limits of the spread, which classes honour that do not declare them.
    for class_name in sorted(KARRAS):
        case(made(f"{class_name}-limits", class_name, **SCALED, use_karras_sigmas=True,
                  sigma_min=0.05, sigma_max=12.0), 6)

    # DPM-Solver's own settings, below and above the fifteen steps that it calls few.
    for steps, strength in [(6, None), (20, None), (20, 0.4)]:
        for order in [1, 2, 3]:
            for solver in ["midpoint", "heun"]:
                case(made(f"dpm-{order}-{solver}", DPM, **SCALED, solver_order=order,
                          solver_type=solver), steps, strength)
        for karras in [False, True]:
            case(made(f"dpm-min-{karras}", DPM, **SCALED, final_sigmas_type="sigma_min",
                      use_karras_sigmas=karras), steps, strength)
        case(made("dpm-3-min", DPM, **SCALED, final_sigmas_type="sigma_min", solver_order=3),
             steps, strength)
        case(made("dpm-euler-last", DPM, **SCALED, final_sigmas_type="sigma_min",
                  euler_at_final=True, lower_order_final=False), steps, strength)
        case(made("dpm-high-last", DPM, **SCALED, final_sigmas_type="sigma_min",
                  lower_order_final=False, solver_order=3), steps, strength)
        for order in [1, 2]:
            for solver in ["midpoint", "heun"]:
                case(made(f"dpm-sde-{order}-{solver}", DPM, **SCALED, solver_order=order,
                          solver_type=solver, algorithm_type="sde-dpmsolver++"), steps, strength)
        case(made("dpm-deis", DPM, **SCALED, algorithm_type="deis", solver_type="logrho",
                  final_sigmas_type="sigma_min"),
             steps, strength)

    # UniPC's own settings.
    for steps, strength in [(6, None), (20, None), (20, 0.4)]:
        for order in [1, 2, 3]:
            for solver in ["bh1", "bh2"]:
                # bh1 ends in NaN in the reference where no noise is left.
                last = "sigma_min" if solver == "bh1" else "zero"
                case(made(f"unipc-{order}-{solver}", UNIPC, **SCALED, solver_order=order,
                          solver_type=solver, final_sigmas_type=last), steps, strength)
                case(made(f"unipc-noise-{order}-{solver}", UNIPC, **SCALED, solver_order=order,
                          solver_type=solver, predict_x0=False, final_sigmas_type="sigma_min"),
                     steps, strength)
        case(made("unipc-high-last", UNIPC, **SCALED, lower_order_final=False,
                  final_sigmas_type="sigma_min"), steps, strength)
        case(made("unipc-min-karras", UNIPC, **SCALED, use_karras_sigmas=True,
                  final_sigmas_type="sigma_min"), steps, strength)
        case(made("unipc-uncorrected", UNIPC, **SCALED, disable_corrector=[0, 3]),
             steps, strength)

    # Distilled on other timesteps.
    for steps, strength in [(1, None), (3, None), (4, 0.5), (7, 0.9)]:
        case(made("lcm-100", LCM, original_inference_steps=100, timestep_scaling=5.0),
             steps, strength)


def add_further_cases():
    """The schedulers that checkpoints bring rarely, and rare spreads of sigmas."""
    for order in [1, 2, 3]:
        case(made(f"deis-{order}", DEIS, **SCALED, solver_order=order), 6)
        for solver in ["midpoint", "heun"]:
            case(made(f"single-{order}-{solver}", SINGLE, **SCALED, solver_order=order,
                      solver_type=solver), 7)
    case("deis-2", 16, 0.3)
    case(made("deis-karras", DEIS, **SCALED, use_karras_sigmas=True, prediction_type="v_prediction",
              timestep_spacing="trailing"), 4)
    case(made("deis-defaults", DEIS), 3, 0.7)
    for order in [2, 3]:
        case(made(f"single-{order}-sde", SINGLE, **SCALED, solver_order=order, solver_type="heun",
                  algorithm_type="sde-dpmsolver++", lower_order_final=True), 6)
    case("single-3-heun", 8, 0.7)
    case(made("single-min", SINGLE, **SCALED, final_sigmas_type="sigma_min", solver_order=3,
              use_karras_sigmas=True, prediction_type="sample"), 6)
    for class_name in [KDPM2, KDPM2_ANCESTRAL]:
        case(made(f"{class_name}-defaults", class_name), 4)
        case(made(f"{class_name}-karras", class_name, **SCALED, use_karras_sigmas=True,
                  timestep_spacing="leading", steps_offset=1), 4)
        case(made(f"{class_name}-velocity", class_name, **SCALED, prediction_type="v_prediction",
                  timestep_spacing="trailing"), 6, 0.5)
        case(f"{class_name}-defaults", 1)
    case(made("edm-euler", EDM_EULER), 4)
    case(made("edm-dpm", EDM_DPM), 5)
    case("edm-dpm", 5, 0.6)
    case(made("edm-dpm-3", EDM_DPM, solver_order=3, sigma_schedule="exponential", sigma_data=1.0,
              prediction_type="v_prediction", lower_order_final=False), 5)
    case(made("edm-sde", EDM_DPM, algorithm_type="sde-dpmsolver++", solver_type="heun",
              sigma_max=20.0), 4)
    for class_name, spread in [
        (EULER, "exponential"), (HEUN, "beta"), (LMS, "exponential"), (DPM, "exponential"),
        (DPM, "beta"), (UNIPC, "beta"), (UNIPC, "exponential"), (DEIS, "exponential"),
        (KDPM2, "exponential"), (SINGLE, "beta"),
    ]:
        case(made(f"{class_name}-{spread}", class_name, **SCALED,
                  **{f"use_{spread}_sigmas": True}), 4)
    case(made("dpm-lambdas", DPM, **SCALED, use_lu_lambdas=True), 5)
    case(made("dpm-lambdas-cosine", DPM, beta_schedule="squaredcos_cap_v2", use_lu_lambdas=True), 4)
    case(made("dpm-sde-3", DPM, **SCALED, solver_order=3, algorithm_type="sde-dpmsolver++",
              final_sigmas_type="sigma_min", lower_order_final=False), 5)


def add_rare_cases():
    """Settings that checkpoints bring rarely, and what last bits of logarithms decide."""
    # Timesteps are cut to whole ones: the first depends on the last bit of a float's logarithm.
    own = {"num_train_timesteps": 20, "beta_schedule": "squaredcos_cap_v2", "trained_betas": [0.02] * 20}
    case(made("dpm-cosine-by-name", DPM, **own, use_karras_sigmas=True), 4)
    for class_name in [DPM, SINGLE, UNIPC, DEIS]:
        case(made(f"{class_name}-cut", class_name, use_exponential_sigmas=True), 3)
    case(made("unipc-cut-beta", UNIPC, beta_start=0.00085, use_beta_sigmas=True), 3)
    case(made("unipc-no-lambdas", UNIPC, **SCALED, use_lu_lambdas=True), 3)
    case(made("euler-log-continuous", EULER, **SCALED, interpolation_type="log_linear",
              timestep_type="continuous", prediction_type="v_prediction"), 3, 0.7)
    for class_name in [EDM_EULER, EDM_DPM]:
        for schedule in ["karras", "exponential"]:
            case(made(f"{class_name}-{schedule}-one", class_name, sigma_schedule=schedule,
                      final_sigmas_type="sigma_min"), 1)

    # DPM-Solver without "++".
    least = {**SCALED, "final_sigmas_type": "sigma_min"}
    for order in [1, 2, 3]:
        for solver in ["midpoint", "heun"]:
            noise = {"algorithm_type": "dpmsolver", "solver_order": order, "solver_type": solver}
            case(made(f"dpm-noise-{order}-{solver}", DPM, **least, **noise), 5)
            case(made(f"single-noise-{order}-{solver}", SINGLE, **least, **noise), 7)
            if order < 3:
                stochastic = {**noise, "algorithm_type": "sde-dpmsolver"}
                case(made(f"dpm-sde-noise-{order}-{solver}", DPM, **least, **stochastic), 4)
    case("dpm-noise-3-heun", 16, 0.3)
    for prediction in ["v_prediction", "sample"]:
        case(made(f"dpm-noise-{prediction}", DPM, **least, algorithm_type="dpmsolver",
                  prediction_type=prediction, use_karras_sigmas=True), 4, 0.8)

    # Trajectory consistency.
    for steps, strength in [(1, None), (4, None), (7, 0.6)]:
        case(made("tcd", TCD), steps, strength)
    case(made("tcd-100", TCD, original_inference_steps=100, prediction_type="v_prediction",
              thresholding=True, clip_sample=True), 3)

    # Dynamic thresholding.
    held = {"thresholding": True, "dynamic_thresholding_ratio": 0.7, "sample_max_value": 1.4}
    for class_name in [DDIM, DDPM, LCM, DPM, SINGLE, DEIS, UNIPC, EDM_DPM]:
        case(made(f"{class_name}-held", class_name, **held), 3)
    case(made("ddim-held-usual", DDIM, **SCALED, thresholding=True, clip_sample_range=0.5), 3)
    case(made("deis-held-velocity", DEIS, **SCALED, **held, prediction_type="v_prediction"), 3)
    case(made("dpm-noise-held", DPM, **least, **held, algorithm_type="dpmsolver"), 3)
    case(made("unipc-noise-held", UNIPC, **least, **held, predict_x0=False), 3)


class Generator:
    """Gives the noise of each step in turn."""

    def __init__(self, noises):
        self.noises = noises
        self.evaluation = 0

    def __call__(self, *_args, **_kwargs):
        return self.noises[self.evaluation].clone()


def scheduler_of(entry):
    config = dict(CONFIGS[entry["config"]])
    own = getattr(diffusers, config["_class_name"])
    wanted = getattr(diffusers, entry["class"])
    scheduler = own.from_config(config)
    if wanted is not own or entry["overrides"]:
        scheduler = wanted.from_config(scheduler.config, **entry["overrides"])
    scheduler.set_timesteps(entry["steps"])
    return scheduler


def predicted(sample, timestep):
    x = sample.double()
    return (0.9 * torch.sin(1.1 * x) + 0.3 * float(timestep) / 1000).float()


def run(entry, latent, noise, generator):
    scheduler = scheduler_of(entry)
    timesteps = scheduler.timesteps
    begin = 0
    if entry["strength"] is None:
        sample = noise * scheduler.init_noise_sigma
    else:
        steps = entry["steps"]
        begin = max(steps - min(int(steps * entry["strength"]), steps), 0) * scheduler.order
    # Without it a scheduler whose first timestep occurs twice starts at the second.
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(begin)
    if entry["strength"] is not None:
        sample = scheduler.add_noise(latent, noise, timesteps[begin : begin + 1])
    samples, denoised = [], []
    for evaluation in range(begin, len(timesteps)):
        generator.evaluation = evaluation
        timestep = timesteps[evaluation]
        seen = scheduler.scale_model_input(sample, timestep)
        # Pipelines hand on none of the noise that this class has by default.
        settings = {"eta": 0.0} if entry["class"] == TCD else {}
        out = scheduler.step(predicted(seen, timestep), timestep, sample, **settings)
        sample = out.prev_sample
        samples.append(sample)
        estimate = getattr(out, "pred_original_sample", None)
        estimate = estimate if estimate is not None else getattr(out, "denoised", None)
        denoised += [] if estimate is None else [estimate]
    return begin, samples, denoised


def stations(entry, latent, noise):
    scheduler = scheduler_of(entry)
    scales, noised = [], []
    for evaluation, timestep in enumerate(scheduler.timesteps):
        fresh = scheduler_of(entry)
        if hasattr(fresh, "set_begin_index"):
            fresh.set_begin_index(evaluation)
        if hasattr(fresh, "sigmas_interpol") and evaluation % 2:
            fresh.sample = latent  # in the midst of a step
        scales.append(float(fresh.scale_model_input(torch.ones(()), timestep)))
        noised.append(fresh.add_noise(latent, noise, timestep.reshape(1)))
    return scheduler, scales, noised


def main(out):
    torch.set_num_threads(1)
    random = torch.Generator().manual_seed(7)
    latent, noise = (torch.randn(SHAPE, generator=random) for _ in range(2))
    noises = [torch.randn(SHAPE, generator=random) for _ in range(40)]
    generator = Generator(noises)
    for module in (NAMES | FURTHER).values():
        loaded = importlib.import_module("diffusers.schedulers." + module)
        if hasattr(loaded, "randn_tensor"):
            loaded.randn_tensor = generator

    write(add_cases, "schedulers", out, latent, noise, noises, generator)
    write(add_further_cases, "further", out, latent, noise, noises, generator)
    write(add_rare_cases, "rare", out, latent, noise, noises, generator)


def write(add, file, out, latent, noise, noises, generator):
    cases.clear()
    add()
    used = {entry["config"] for entry in cases}
    collected = {name: [] for name in ["timesteps", "scales", "noised", "samples", "denoised"]}
    for entry in cases:
        scheduler, scales, noised = stations(entry, latent, noise)
        begin, samples, denoised = run(entry, latent, noise, generator)
        values = torch.cat(samples + denoised)
        if not torch.isfinite(values).all():
            raise ValueError(f"{entry} is not finite")
        entry["begin"] = begin
        entry["evaluations"] = len(scales)
        entry["initial_scale"] = float(scheduler.init_noise_sigma)
        entry["denoised"] = bool(denoised)
        collected["timesteps"] += [scheduler.timesteps.float()]
        collected["scales"] += [torch.tensor(scales)]
        collected["noised"] += noised
        collected["samples"] += samples
        collected["denoised"] += denoised

    tensors = {name: torch.cat([t.flatten() for t in list_]) for name, list_ in collected.items()}
    tensors |= {"latent": latent, "noise": noise, "step_noise": torch.cat(noises)}
    packed = gzip.compress(save({name: t.float().contiguous() for name, t in tensors.items()}), mtime=0)
    (out / (file + ".safetensors.gz")).write_bytes(packed)
    about = {
        "made_by": f"diffusers {diffusers.__version__}, torch {torch.__version__}, "
        f"numpy {numpy.__version__}, float32, CPU",
        "configs": {name: config for name, config in CONFIGS.items() if name in used},
        "cases": cases,
    }
    lines = ["{", f' "made_by": {json.dumps(about["made_by"])},', ' "configs": {']
    lines.append(",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in about["configs"].items()))
    lines += [" },", ' "cases": [']
    lines.append(",\n".join("  " + json.dumps(entry) for entry in cases))
    lines += [" ]", "}"]
    (out / (file + ".json.gz")).write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(len(cases), "cases")


main(pathlib.Path(sys.argv[1]))

using System.ComponentModel.DataAnnotations;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence.Evidence;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Registrations;

/// <summary>Takes the word that is said in the session, from the way in.</summary>
[Route("/iscrizioni/{token}/parola")]
[PrivatePage]
public sealed class CodeWordController(CooperaDb db, PersonalLinks links, GiveCodeWord give, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Word(string token) =>
        await FindAsync(token) is var (_, webinar) ? View(new CodeWordPage(token, webinar.Title, new CodeWordForm())) : this.InvalidLink();

    [HttpPost]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Word(string token, CodeWordForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        if (CodeWord.KeyOf(form.Word).Length == 0)
        {
            ModelState.AddModelError(nameof(form.Word), "Scrivi la parola che hai sentito.");
        }
        else
        {
            var answer = await give.RunAsync(registration, form.Word, cancellationToken);
            if (answer.Outcome is GivenWord.Noted or GivenWord.NotedBefore)
            {
                return this.SeeOther(new WordReceipt(answer.At!.Value), nameof(WayInController.Enter), new { token }, on: "WayIn");
            }

            ModelState.AddModelError(nameof(form.Word), Sentence(answer));
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(new CodeWordPage(token, webinar.Title, form));
    }

    private static string Sentence(WordAnswer answer) => answer.Outcome switch
    {
        GivenWord.Late =>
            $"Questa parola valeva fino {RomeTime.At(answer.At!.Value)}: adesso è tardi. Scrivi la prossima che senti; se non ce ne sono altre, "
            + "dopo il webinar usa «Non risulto presente» nella tua pagina.",
        GivenWord.TooManyTries =>
            $"Hai provato troppe volte: per non far indovinare la parola si riprova {RomeTime.At(answer.At!.Value)}.",
        GivenWord.NotIn => "Da questa iscrizione non si può segnare la presenza: scrivi alla segreteria.",
        _ => "Non è una delle parole dette in questo webinar: ascolta di nuovo e riscrivila. Maiuscole, accenti e spazi non contano.",
    };

    private async Task<(Registration Registration, Webinar Webinar)?> FindAsync(string token) =>
        await OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow()) is ({ Status: RegistrationStatus.Confirmed }, _) and var found
            ? found : null;
}

public sealed class CodeWordForm
{
    [Display(Name = "Parola chiave")]
    public string? Word { get; set; }
}

public sealed record CodeWordPage(string Token, string Title, CodeWordForm Form);

public sealed record WordReceipt(DateTimeOffset At);

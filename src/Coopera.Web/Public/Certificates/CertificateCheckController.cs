using System.ComponentModel.DataAnnotations;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Domain.Certificates;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Certificates;

/// <summary>Whoever is shown a certificate sees here what it says and whether it holds: by its code, or by the file.</summary>
[Route("/attestati")]
[PrivatePage]
public sealed class CertificateCheckController(CooperaDb db) : Controller
{
    public const long LargestUpload = CheckPaper.Largest + 100_000;

    public const string TooLarge = "Il file è troppo grande: un nostro attestato pesa molto meno di 5 MB.";

    [HttpGet]
    public ViewResult Index() => View(new CheckForm());

    [HttpPost]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    [TakesUpload(LargestUpload)]
    public Task<IActionResult> Check(
        CheckForm form, IFormFile? file, [FromServices] CheckPaper papers, CancellationToken cancellationToken) =>
        file is not null || form.ByFile ? CheckFileAsync(form, file, papers, cancellationToken) : Task.FromResult(CheckCode(form));

    [HttpGet("{code}")]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Page(string code) => await FindAsync(code) is { } certificate
        ? View(await PublicCertificate.OfAsync(db, certificate))
        : Unknown();

    /// <summary>As it was issued; one that is not valid any more is not given out again.</summary>
    [HttpGet("{code}/attestato.pdf")]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Paper(string code, [FromServices] UploadStore store)
    {
        if (await FindAsync(code) is not { } certificate)
        {
            return Unknown();
        }

        return certificate is { IsValid: true, StoreKey: { } key } && store.Open(key) is { } paper
            ? File(paper, "application/pdf", CertificatePhrases.FileName(certificate))
            : new SeeOther(Url.Content(Addresses.Certificates.Page(certificate.Code)));
    }

    private IActionResult CheckCode(CheckForm form)
    {
        if (string.IsNullOrWhiteSpace(form.Code))
        {
            ModelState.AddModelError(nameof(form.Code), "Scrivi il codice che è sull’attestato.");
        }
        else if (CertificateCode.Read(form.Code) is { } code)
        {
            return new SeeOther(Url.Content(Addresses.Certificates.Page(code)));
        }
        else
        {
            ModelState.AddModelError(
                nameof(form.Code),
                "Il codice non è scritto bene: sono venti fra lettere e cifre, a gruppi di quattro, per esempio 7K2M-9QFX-….");
        }

        return Again(form);
    }

    private async Task<IActionResult> CheckFileAsync(
        CheckForm form, IFormFile? file, CheckPaper papers, CancellationToken cancellationToken)
    {
        if (file is null || file.Length is 0 or > CheckPaper.Largest)
        {
            ModelState.AddModelError(
                "file", file is null ? "Scegli il file dell’attestato, poi premi «Controlla il file»."
                    : file.Length == 0 ? "Il file è vuoto." : TooLarge);
            return Again(form with { ByFile = true });
        }

        using var bytes = new MemoryStream((int)file.Length);
        await using (var stream = file.OpenReadStream())
        {
            await stream.CopyToAsync(bytes, cancellationToken);
        }

        var found = await papers.RunAsync(bytes.ToArray(), cancellationToken);
        return View("File", new CheckedFile(
            found.Verdict, found.Certificate is { } certificate ? await PublicCertificate.OfAsync(db, certificate) : null));
    }

    private Task<Certificate?> FindAsync(string typed) => CertificateCode.Read(typed) is { } code
        ? db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code)
        : Task.FromResult<Certificate?>(null);

    private ViewResult Again(CheckForm form)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Index), form);
    }

    /// <summary>The same for what was never a code and for what could be one.</summary>
    private ViewResult Unknown()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Unknown");
    }
}

public sealed record CheckForm
{
    [Display(Name = "Codice")]
    public string? Code { get; init; }

    /// <summary>The form for a file was sent, with or without one.</summary>
    public bool ByFile { get; init; }
}

/// <param name="Certificate">Null for what is not ours.</param>
public sealed record CheckedFile(PaperVerdict Verdict, PublicCertificate? Certificate);

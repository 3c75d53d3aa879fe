using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Texts;
using Coopera.Domain;
using Coopera.Domain.Texts;

namespace Coopera.Web.Admin.Texts;

public sealed class SiteTextForm
{
    public string? Seen { get; set; }

    [Display(Name = "Testo")]
    public string? Text { get; set; }

    public string Clean() => Domain.Text.CleanMarkdown(Text).Trim();

    /// <summary>An address is kept as one reads it, however it was pasted: it becomes a link.</summary>
    public string ToStore(SiteTextKind kind) =>
        kind == SiteTextKind.Pec && EmailAddress.ParseOrNone(Clean()) is { IsGiven: true } pec ? pec.Display : Clean();

    /// <summary>What is wrong with it, in words. Nothing at all takes the text off the site.</summary>
    public string? Fault(SiteTextKind kind) => (kind, Clean()) switch
    {
        (_, "") => null,
        (_, { Length: > SiteText.TextMaxLength }) => Phrases.TooLong("Il testo", SiteText.TextMaxLength),
        (SiteTextKind.Pec, var text) when EmailAddress.ParseOrNone(text) == EmailAddress.None =>
            "Scrivi solo l’indirizzo della PEC, per esempio nome@pec.it.",
        (SiteTextKind.AccessibilityDeclaration, var text) when !text.StartsWith("https://", StringComparison.Ordinal)
            || !Uri.IsWellFormedUriString(text, UriKind.Absolute) => "Scrivi l’indirizzo intero della dichiarazione: comincia con https://",
        _ => null,
    };
}

public sealed record SiteTextPage(SiteTextWords Words, SiteTextForm Form)
{
    public const string PreviewButton = "preview";

    public bool ShowsPreview { get; init; }

    public EditConflict? Conflict { get; init; }
}

using System.ComponentModel.DataAnnotations;
using Coopera.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Admin.Exports;

public static class ExportPurpose
{
    public const string Other = "altro";
    public const int DetailMaxLength = 300;

    public static readonly IReadOnlyList<SelectListItem> Choices =
    [
        new("Organizzare l’incontro o l’attività", "organizzare"),
        new("Scrivere o telefonare alle persone dell’elenco", "contattare"),
        new("Registrare le presenze e preparare gli attestati", "presenze"),
        new("Rendicontare il progetto", "rendicontare"),
        new("Rispondere a una richiesta di un ente, di una persona o di un’autorità", "richiesta"),
        new("Altro", Other),
    ];

    /// <summary>What was chosen and written for these words.</summary>
    public static (string Key, string? Detail) Recall(string words)
    {
        foreach (var choice in Choices.Where(choice => choice.Value != Other))
        {
            if (words == choice.Text)
            {
                return (choice.Value, null);
            }

            if (words.StartsWith($"{choice.Text}: ", StringComparison.Ordinal))
            {
                return (choice.Value, words[(choice.Text.Length + 2)..]);
            }
        }

        return (Other, words);
    }

    /// <summary>In words; null when it is not said, or not well: then <paramref name="modelState"/> says what is missing.</summary>
    public static string? Read(IQueryCollection query, ModelStateDictionary modelState)
    {
        if (!query.ContainsKey(PurposePage.PurposeField) && !query.ContainsKey(PurposePage.DetailField))
        {
            return null; // not asked yet; a form sent without a choice has the words at least
        }

        var (key, detail) = (query[PurposePage.PurposeField].ToString(), Text.CleanLine(query[PurposePage.DetailField].ToString()));
        var chosen = Choices.FirstOrDefault(choice => choice.Value == key);
        if (chosen is null)
        {
            modelState.AddModelError(PurposePage.PurposeField, "Scegli perché ti serve questo elenco.");
        }

        if (key == Other && detail.Length == 0)
        {
            modelState.AddModelError(PurposePage.DetailField, "Scrivi in poche parole perché ti serve.");
        }
        else if (detail.Length > DetailMaxLength)
        {
            modelState.AddModelError(PurposePage.DetailField, $"Bastano poche parole: al massimo {DetailMaxLength} caratteri.");
        }

        return chosen is null || !modelState.IsValid ? null
            : key == Other ? detail : detail.Length == 0 ? chosen.Text : $"{chosen.Text}: {detail}";
    }
}

public sealed record PurposePage(
    string What, string Filter, string? Columns, string Back, string Address, IReadOnlyList<KeyValuePair<string, string>> Kept)
{
    public const string PurposeField = "Scopo";
    public const string DetailField = "Dettaglio";

    [ModelBinder(Name = PurposeField)]
    [Display(Name = "Perché ti serve questo elenco?")]
    public string? Purpose { get; init; }

    [ModelBinder(Name = DetailField)]
    [Display(Name = "In poche parole")]
    public string? Detail { get; init; }

    /// <summary>Of the register, when the page was drawn: what ends later is this file.</summary>
    public long LastLine { get; init; }

    public static PurposePage Of(HttpContext http, string what, string filter, string? columns, string back)
    {
        var query = http.Request.Query;
        var kept = query.Where(pair => !IsAnswer(pair.Key))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))).ToList();
        return new(what, filter, columns, back, http.Request.PathBase + http.Request.Path, kept)
        {
            Purpose = query.TryGetValue(PurposeField, out var purpose) ? purpose.ToString() : null,
            Detail = query.TryGetValue(DetailField, out var detail) ? detail.ToString() : null,
        };
    }

    public ViewResult Ask(IModelMetadataProvider metadata, ModelStateDictionary modelState) => new()
    {
        ViewName = "~/Admin/Exports/Purpose.cshtml",
        ViewData = new ViewDataDictionary<PurposePage>(metadata, modelState) { Model = this },
        StatusCode = modelState.IsValid ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };

    private static bool IsAnswer(string key) =>
        string.Equals(key, PurposeField, StringComparison.OrdinalIgnoreCase)
            || string.Equals(key, DetailField, StringComparison.OrdinalIgnoreCase);
}

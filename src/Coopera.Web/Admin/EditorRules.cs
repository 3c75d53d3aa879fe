using Coopera.Core;
using Coopera.Domain;
using FluentValidation;

namespace Coopera.Web.Admin;

internal static class EditorRules
{
    public static IRuleBuilderOptions<T, string?> Longest<T>(this IRuleBuilder<T, string?> rule, string what, int limit) =>
        rule.MaximumLength(limit).WithMessage(Phrases.TooLong(what, limit));

    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, string what) =>
        rule.Must(value => Text.IsSafeLine(Text.CleanLine(value))).WithMessage($"{what} sta su una sola riga, senza i simboli < e >.");

    public static IRuleBuilderOptions<T, string?> Https<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(value => string.IsNullOrWhiteSpace(value) || IsHttps(Text.CleanLine(value)))
            .WithMessage("Incolla un indirizzo che comincia con https://");

    /// <param name="chosen">As typed, or as proposed from the title.</param>
    public static IRuleBuilderOptions<T, string?> Slug<T>(this IRuleBuilder<T, string?> rule, Func<T, string> chosen) => rule
        .Must((form, _) => !Domain.Slug.IsReserved(chosen(form))).WithMessage("Questo indirizzo serve già al sito: scegline un altro.")
        .Must(
            (form, typed) => string.IsNullOrWhiteSpace(typed)
                || Domain.Slug.IsReserved(chosen(form)) || Domain.Slug.IsWellFormed(chosen(form)))
        .WithMessage(
            $"Usa lettere minuscole senza accenti, numeri e trattini, al massimo {Domain.Slug.MaxLength}: per esempio "
            + "secondo-tavolo-tecnico.")
        .Must((form, typed) => !string.IsNullOrWhiteSpace(typed) || chosen(form).Length > 0)
        .WithMessage("Dal titolo non si ricava un indirizzo: scrivilo, per esempio secondo-tavolo-tecnico.");

    public static bool IsHttps(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            && uri.UserInfo.Length == 0 && uri.Host.Contains('.', StringComparison.Ordinal)
        && !value.Any(c => c is '<' or '>' or '"' or ' ');
}

namespace Coopera.Core.Mail;

/// <summary>
/// Words that staff wrote into a mail of the site: quoted, with who says them, so that nobody takes them for the site's own.
/// </summary>
/// <param name="About">"Il motivo"; null when they are about all of it.</param>
public sealed record StaffWords(string? About, string Text)
{
    public string Opening => About is null ? "La segreteria scrive:" : $"{About}, con le parole della segreteria:";

    public string Words => $"«{Text.Trim()}»";

    public override string ToString() => $"{Opening}\n{Words}";
}

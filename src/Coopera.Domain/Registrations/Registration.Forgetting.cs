namespace Coopera.Domain.Registrations;

/// <summary>The name goes on its day; that somebody took part, for which body and as what, is counted as ever.</summary>
public sealed partial class Registration
{
    public const string ForgottenName = "(nominativo cancellato)";
    public const int PersonMarkMaxLength = 33;

    /// <summary>A role that fewer people have said of themselves may be a name in disguise.</summary>
    public const int LeastOfARole = 3;

    public DateTimeOffset? ForgottenAt { get; private set; }

    public bool IsForgotten => ForgottenAt is not null;

    /// <summary>
    /// Made at random when the first registration of an address is forgotten, and put on all that the address has then: persons are counted
    /// once, and nothing leads from it to anybody once the last one is forgotten.
    /// </summary>
    public string? PersonMark { get; private set; }

    /// <summary>Never an address: those have an at sign.</summary>
    public static string NewPersonMark() => $"~{Guid.NewGuid():N}";

    public void Mark(string person) => PersonMark = person;

    /// <param name="keepsRole">Others have it, too.</param>
    public void Forget(bool keepsRole, DateTimeOffset now)
    {
        ForgottenAt = now;
        PersonMark ??= NewPersonMark();
        (FirstName, LastName, Email, EmailKey) = ("", "", EmailAddress.None, PersonMark);
        (ActiveKey, OtherSpellingOf, OtherBody, Phone, CancellationReason) = (null, null, null, null, null);
        Role = keepsRole ? Role : null;
        SortBody = PublicBodyCode is null ? "" : SortBody;
        (SearchText, SortName) = ("", "");
        FutureInvitations = false;
        VoidLinks();
        Revision++;
/// <summary>The person goes, what is counted stays.</summary>
public sealed partial class Registration
{
    /// <summary>Stands where a name stood: in brackets, which no form takes for a name.</summary>
    public const string ForgottenName = "[nome cancellato]";

    /// <summary>Begins what stands where a key of an address stood; never an address: those have an at sign.</summary>
    private const string ForgottenKey = "x:";

    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>One for all registrations of a person: they are still one when persons are counted, and nobody knows which.</summary>
    public static string NewForgottenKey() => $"{ForgottenKey}{Guid.NewGuid():N}";

    /// <summary>
    /// Takes out who it was: name, address, phone, role (which, beside a small body, is a name), every text of their own. Webinar, state,
    /// times, kind of participant and body stay. False when it was so.
    /// </summary>
    public bool Forget(string key, DateTimeOffset now)
    {
        if (ForgottenAt is not null)
        {
            return false;
        }

        VoidLinks();
        (FirstName, LastName, Email, EmailKey) = (ForgottenName, "", EmailAddress.None, key);
        ActiveKey = ActiveKey is null ? null : $"{ForgottenKey}{Id:N}";
        SortBody = OtherBody is null ? SortBody : "";
        (OtherSpellingOf, OtherBody, Role, Phone, CancellationReason) = (null, null, null, null, null);
        (SearchText, SortName) = (SortBody, Text.Fold(ForgottenName));
        FutureInvitations = false;
        ForgottenAt = now;
        Revision++;
        return true;
    }
}

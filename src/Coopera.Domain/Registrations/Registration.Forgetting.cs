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
        ActiveKey = ActiveKey is null ? null : $"~{Id:N}"; // who had a place is counted on
        (OtherSpellingOf, OtherBody, Phone, CancellationReason) = (null, null, null, null);
        Role = keepsRole ? Role : null;
        SortBody = PublicBodyCode is null ? "" : SortBody;
        (SearchText, SortName) = ("", "");
        FutureInvitations = false;
        VoidLinks();
        Revision++;
    }
}

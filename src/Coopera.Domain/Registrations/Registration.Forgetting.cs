namespace Coopera.Domain.Registrations;

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

namespace Coopera.Core.Staff;

/// <summary>The words of staff accounts; those of roles are in <see cref="Data.StaffRoles"/>, which mails use as well.</summary>
public static class StaffPhrases
{
    public const string Lockout = "Dopo cinque tentativi sbagliati l’accesso si blocca per 15 minuti.";

    public static string Label(this StaffState state) => state switch
    {
        StaffState.Active => "attivo",
        StaffState.Invited => "invitato",
        StaffState.InvitationOver => "invito scaduto",
        StaffState.Suspended => "sospeso",
        _ => "bloccato",
    };

    public static string TagClass(this StaffState state) => state switch
    {
        StaffState.Active => "tag tag-open",
        StaffState.Suspended or StaffState.Locked => "tag tag-stop",
        _ => "tag tag-sample",
    };
}

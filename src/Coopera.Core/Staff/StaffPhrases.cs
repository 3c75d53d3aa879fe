namespace Coopera.Core.Staff;

public static class StaffPhrases
{
    public const string Lockout = "Dopo cinque tentativi sbagliati da qui l’accesso si blocca per 15 minuti.";

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

using Coopera.Core.Data;
using Coopera.Domain;

namespace Coopera.Core.Mail.Mails;

/// <param name="FullName">Empty when nobody told it.</param>
/// <param name="Role">Several are parted by commas.</param>
public sealed record ColleagueInvited(
    string AccountId, string Mark, string FullName, string Email, string Role,
    bool MayExport, string InvitedBy, DateTimeOffset Until) : MailContent
{
    public const char Between = ',';

    public override string Subject => "Sei tra chi lavora alla gestione di Coopera: scegli la password";

    public override Type Template => typeof(ColleagueInvitedMail);

    public override string Why => "Ricevi questa email perché chi amministra il sito ha indicato questo indirizzo.";

    public override bool OpensAnAccount => true;

    public string Greeting => FullName.Length == 0 ? "Ciao," : $"Ciao {FullName},";

    public string Opening => $"{InvitedBy} ti invita a lavorare alla gestione del sito Coopera.";

    public string Account => $"Il tuo profilo: {Email}";

    public string Duty
    {
        get
        {
            var roles = Role.Split(Between);
            return $"{(roles.Length == 1 ? "Ruolo" : "Ruoli")}: "
                + string.Join("; ", roles.Select(role => $"{StaffRoles.Word(role)} ({StaffRoles.Tasks(role)})"))
                + (MayExport ? ", con il diritto di esportare gli elenchi" : "");
        }
    }

    public string Validity => $"Il link vale una volta sola, fino {RomeTime.DateAndTime("al", Until)}. È solo tuo: non inoltrarlo.";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        Greeting,
        Opening,
        $"{Account}\n{Duty}",
        "Apri il link, scegli una password e accedi:",
        links.Invitation(AccountId, Mark),
        Validity,
        "Se non te lo aspettavi, ignora questa email e dillo a chi ti ha mandato l’invito: senza il link il profilo non si può usare.",
    ];
}

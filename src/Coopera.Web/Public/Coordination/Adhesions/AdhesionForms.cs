using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Web.Public.Coordination.Adhesions;

public class StartForm
{
    [Display(Name = "Ente")]
    public string? BodyName { get; set; }

    public string? PublicBodyCode { get; set; }

    [Display(Name = "La tua email")]
    public string? Email { get; set; }

    [Display(Name = Phrases.PrivacyNoticeRead)]
    public bool PrivacyNoticeRead { get; set; }

    internal IReadOnlyList<PublicBodyEntry> BodyMatches { get; set; } = [];
}

public abstract class StepForm
{
    public long Revision { get; set; }

    /// <summary>"Salva e riprendi più tardi": what is missing may be missing.</summary>
    public bool Later { get; set; }
}

public sealed class BodyForm : StepForm
{
    [Display(Name = "PEC dell’ente")]
    public string? Pec { get; set; }

    [Display(Name = "La tua email")]
    public string? Email { get; set; }

    public static BodyForm Of(Adhesion adhesion) =>
        new() { Revision = adhesion.Revision, Pec = adhesion.Pec.Display, Email = adhesion.Email.Display };
}

public sealed class PeopleForm : StepForm
{
    [Display(Name = "Nome")]
    public string? RepresentativeFirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? RepresentativeLastName { get; set; }

    [Display(Name = WordsPhrases.NoLastNameOfOther)]
    public bool RepresentativeNoLastName { get; set; }

    [Display(Name = "Carica")]
    public LegalOffice? RepresentativeOffice { get; set; }

    [Display(Name = "Nome")]
    public string? TechnicalFirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? TechnicalLastName { get; set; }

    [Display(Name = WordsPhrases.NoLastNameOfOther)]
    public bool TechnicalNoLastName { get; set; }

    [Display(Name = "Ruolo")]
    public string? TechnicalRole { get; set; }

    [Display(Name = "Ufficio")]
    public string? TechnicalUnit { get; set; }

    [Display(Name = "Telefono")]
    public string? TechnicalPhone { get; set; }

    [Display(Name = "Email")]
    public string? TechnicalEmail { get; set; }

    [Display(Name = "Nome")]
    public string? PoliticalFirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? PoliticalLastName { get; set; }

    [Display(Name = WordsPhrases.NoLastNameOfOther)]
    public bool PoliticalNoLastName { get; set; }

    [Display(Name = "Incarico")]
    public string? PoliticalRole { get; set; }

    [Display(Name = "Telefono")]
    public string? PoliticalPhone { get; set; }

    [Display(Name = "Email")]
    public string? PoliticalEmail { get; set; }

    public static PeopleForm Of(Adhesion adhesion) => new()
    {
        Revision = adhesion.Revision,
        RepresentativeFirstName = adhesion.LegalRepresentative.FirstName,
        RepresentativeLastName = adhesion.LegalRepresentative.LastName,
        RepresentativeNoLastName = adhesion.LegalRepresentative.HasNoLastName,
        RepresentativeOffice = adhesion.LegalRepresentative.Office,
        TechnicalFirstName = adhesion.TechnicalContact.FirstName,
        TechnicalLastName = adhesion.TechnicalContact.LastName,
        TechnicalNoLastName = adhesion.TechnicalContact.HasNoLastName,
        TechnicalRole = adhesion.TechnicalContact.Role,
        TechnicalUnit = adhesion.TechnicalContact.Unit,
        TechnicalPhone = adhesion.TechnicalContact.Phone,
        TechnicalEmail = adhesion.TechnicalContact.Email.Display,
        PoliticalFirstName = adhesion.PoliticalContact.FirstName,
        PoliticalLastName = adhesion.PoliticalContact.LastName,
        PoliticalNoLastName = adhesion.PoliticalContact.HasNoLastName,
        PoliticalRole = adhesion.PoliticalContact.Role,
        PoliticalPhone = adhesion.PoliticalContact.Phone,
        PoliticalEmail = adhesion.PoliticalContact.Email.Display,
    };

    public LegalRepresentative Representative() => new(Line(RepresentativeFirstName), Line(RepresentativeLastName), RepresentativeOffice)
    {
        HasNoLastName = RepresentativeNoLastName,
    };

    public ContactPerson Technical() => new(
        Line(TechnicalFirstName), Line(TechnicalLastName), Line(TechnicalRole),
        Line(TechnicalUnit), Line(TechnicalPhone), EmailAddress.ParseOrNone(TechnicalEmail))
    {
        HasNoLastName = TechnicalNoLastName,
    };

    public ContactPerson Political() => new(
        Line(PoliticalFirstName), Line(PoliticalLastName), Line(PoliticalRole), "", Line(PoliticalPhone),
        EmailAddress.ParseOrNone(PoliticalEmail))
    {
        HasNoLastName = PoliticalNoLastName,
    };

    private static string Line(string? value) => Domain.Text.CleanLine(value);
}

public sealed class NetworkForm : StepForm
{
    [Display(Name = "L’ente è titolare di un progetto SAI?")]
    public SaiProject? Project { get; set; }

    [Display(Name = "Ordinari")]
    public bool Ordinary { get; set; }

    [Display(Name = "Minori stranieri non accompagnati (MSNA)")]
    public bool UnaccompaniedMinors { get; set; }

    [Display(Name = "Disagio mentale o disabilità (DM-DS)")]
    public bool MentalDistressAndDisability { get; set; }

    [Display(Name = "Posti")]
    public string? Places { get; set; }

    [Display(Name = "Con quale atto l’ente aderisce?")]
    public ActKind? ActKind { get; set; }

    [Display(Name = "Numero dell’atto")]
    public string? ActNumber { get; set; }

    [Display(Name = "Data dell’atto")]
    public string? ActDate { get; set; }

    public static NetworkForm Of(Adhesion adhesion) => new()
    {
        Revision = adhesion.Revision,
        Project = adhesion.Network.Project,
        Ordinary = adhesion.Network.Kinds.HasFlag(SaiKinds.Ordinary),
        UnaccompaniedMinors = adhesion.Network.Kinds.HasFlag(SaiKinds.UnaccompaniedMinors),
        MentalDistressAndDisability = adhesion.Network.Kinds.HasFlag(SaiKinds.MentalDistressAndDisability),
        Places = adhesion.Network.Places?.ToString(Domain.RomeTime.Italian),
        ActKind = adhesion.Act.Kind,
        ActNumber = adhesion.Act.Number,
        ActDate = adhesion.Act.Date is { } date ? RomeTime.ShortDate(date) : null,
    };

    public SaiNetwork Network()
    {
        var kinds = (Ordinary ? SaiKinds.Ordinary : SaiKinds.None)
            | (UnaccompaniedMinors ? SaiKinds.UnaccompaniedMinors : SaiKinds.None)
            | (MentalDistressAndDisability ? SaiKinds.MentalDistressAndDisability : SaiKinds.None);
        return Project is SaiProject.Yes or SaiProject.InPreparation
            ? new SaiNetwork(Project, kinds, ItalianInput.TryNumber(Places, out var places) ? places : null)
            : new SaiNetwork(Project, SaiKinds.None, null);
    }

    public AdhesionAct Act() => ActKind is null or Domain.Coordination.ActKind.ToBeAdopted
        ? new AdhesionAct(ActKind, "", null)
        : new AdhesionAct(ActKind, Domain.Text.CleanLine(ActNumber), ItalianInput.TryDate(ActDate, out var date) ? date : null);
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Web.Features.Admin.Coordination.Recording;

/// <summary>A contact as typed.</summary>
public sealed class PersonFields
{
    [Display(Name = "Nome")]
    public string? FirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? LastName { get; set; }

    [Display(Name = "Ruolo")]
    public string? Role { get; set; }

    [Display(Name = "Ufficio")]
    public string? Unit { get; set; }

    [Display(Name = "Telefono")]
    public string? Phone { get; set; }

    [Display(Name = "Email")]
    public string? Email { get; set; }

    public static PersonFields Of(ContactPerson person) => new()
    {
        FirstName = person.FirstName,
        LastName = person.LastName,
        Role = person.Role,
        Unit = person.Unit,
        Phone = person.Phone,
        Email = person.Email,
    };

    public ContactPerson Read() => new(
        Text.CleanLine(FirstName), Text.CleanLine(LastName), Text.CleanLine(Role), Text.CleanLine(Unit), Text.CleanLine(Phone),
        EmailAddress.TryParse(Email, out var email) ? email.Display : "");
}

/// <summary>Everything that the scheda says, as the secretariat types it: what is not known yet stays empty.</summary>
public sealed class CorrectionForm
{
    public int Seen { get; set; }

    [Display(Name = "PEC dell’ente")]
    public string? Pec { get; set; }

    [Display(Name = "Nome")]
    public string? RepresentativeFirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? RepresentativeLastName { get; set; }

    [Display(Name = "Carica")]
    public LegalOffice? Office { get; set; }

    public PersonFields Technical { get; set; } = new();

    public PersonFields Political { get; set; } = new();

    [Display(Name = "Titolare di progetto SAI")]
    public SaiProject? Project { get; set; }

    public bool Ordinary { get; set; }

    public bool UnaccompaniedMinors { get; set; }

    public bool MentalDistressAndDisability { get; set; }

    [Display(Name = "Posti finanziati")]
    public string? Places { get; set; }

    [Display(Name = "Tipo di atto")]
    public ActKind? ActKind { get; set; }

    [Display(Name = "Numero dell’atto")]
    public string? ActNumber { get; set; }

    [Display(Name = "Data dell’atto")]
    public string? ActDate { get; set; }

    [Display(Name = "Perché lo correggi")]
    public string? Why { get; set; }

    public static CorrectionForm Of(Adhesion adhesion) => new()
    {
        Seen = adhesion.Events.Count,
        Pec = adhesion.Pec,
        RepresentativeFirstName = adhesion.LegalRepresentative.FirstName,
        RepresentativeLastName = adhesion.LegalRepresentative.LastName,
        Office = adhesion.LegalRepresentative.Office,
        Technical = PersonFields.Of(adhesion.TechnicalContact),
        Political = PersonFields.Of(adhesion.PoliticalContact),
        Project = adhesion.Network.Project,
        Ordinary = adhesion.Network.Kinds.HasFlag(SaiKinds.Ordinary),
        UnaccompaniedMinors = adhesion.Network.Kinds.HasFlag(SaiKinds.UnaccompaniedMinors),
        MentalDistressAndDisability = adhesion.Network.Kinds.HasFlag(SaiKinds.MentalDistressAndDisability),
        Places = adhesion.Network.Places?.ToString(CultureInfo.InvariantCulture),
        ActKind = adhesion.Act.Kind,
        ActNumber = adhesion.Act.Number,
        ActDate = adhesion.Act.Date is { } date ? TypedDate.Text(date) : null,
    };

    /// <summary>What was typed, once it is checked. Kinds and places belong to a project; number and date to an adopted act.</summary>
    public AdhesionData Read() => new(
        EmailAddress.TryParse(Pec, out var pec) ? pec.Display : "",
        new LegalRepresentative(Text.CleanLine(RepresentativeFirstName), Text.CleanLine(RepresentativeLastName), Office),
        Political.Read(),
        Technical.Read(),
        new SaiNetwork(
            Project,
            Project is SaiProject.No ? SaiKinds.None
                : (Ordinary ? SaiKinds.Ordinary : 0) | (UnaccompaniedMinors ? SaiKinds.UnaccompaniedMinors : 0)
                | (MentalDistressAndDisability ? SaiKinds.MentalDistressAndDisability : 0),
            Project is SaiProject.No || !TryPlaces(Places, out var places) ? null : places),
        new AdhesionAct(
            ActKind,
            ActKind is Domain.Coordination.ActKind.ToBeAdopted ? "" : Text.CleanLine(ActNumber),
            ActKind is Domain.Coordination.ActKind.ToBeAdopted ? null : TypedDate.Read(ActDate)));

    internal static bool TryPlaces(string? typed, out int? places)
    {
        var good = int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= SaiNetwork.MostPlaces;
        places = good ? number : null;
        return good || string.IsNullOrWhiteSpace(typed);
    }
}

namespace Coopera.Domain.Coordination;

public enum LegalOffice
{
    Mayor,
    President,
    Commissioner,
}

public enum SaiProject
{
    Yes,
    No,
    InPreparation,
}

[Flags]
public enum SaiKinds
{
    None = 0,

    Ordinary = 1,

    UnaccompaniedMinors = 2,

    MentalDistressAndDisability = 4,
}

public enum ActKind
{
    Resolution,

    Determination,

    Decree,

    ToBeAdopted,
}

public sealed record LegalRepresentative(string FirstName, string LastName, LegalOffice? Office)
{
    public static readonly LegalRepresentative Unknown = new("", "", null);

    public bool IsComplete => FirstName.Length > 0 && LastName.Length > 0 && Office is not null;

    public string FullName => $"{FirstName} {LastName}".Trim();
}

public sealed record ContactPerson(string FirstName, string LastName, string Role, string Unit, string Phone, EmailAddress Email)
{
    public const int NameMaxLength = 80;
    public const int RoleMaxLength = 120;
    public const int PhoneMaxLength = PhoneNumber.MaxLength;

    public static readonly ContactPerson Unknown = new("", "", "", "", "", EmailAddress.None);

    public bool IsGiven => FirstName.Length > 0 || LastName.Length > 0;

    public bool IsComplete => FirstName.Length > 0 && LastName.Length > 0 && Email.IsGiven;

    public string FullName => $"{FirstName} {LastName}".Trim();
}

/// <param name="Places">Financed places; null: not told.</param>
public sealed record SaiNetwork(SaiProject? Project, SaiKinds Kinds, int? Places)
{
    public const int MostPlaces = 5000;

    public static readonly SaiNetwork Unknown = new(null, SaiKinds.None, null);

    public bool IsComplete => Project is not null;
}

public sealed record AdhesionAct(ActKind? Kind, string Number, DateOnly? Date)
{
    public const int NumberMaxLength = 40;

    public static readonly AdhesionAct Unknown = new(null, "", null);

    public bool IsAdopted => Kind is not null and not ActKind.ToBeAdopted;

    public bool IsComplete => Kind == ActKind.ToBeAdopted || (IsAdopted && Number.Length > 0 && Date is not null);
}

public sealed record AdhesionData(
    EmailAddress Pec, LegalRepresentative LegalRepresentative, ContactPerson PoliticalContact,
    ContactPerson TechnicalContact, SaiNetwork Network, AdhesionAct Act);

public enum AdhesionPart
{
    Body,
    People,
    NetworkAndAct,
}

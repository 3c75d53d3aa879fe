namespace Coopera.Domain.Coordination;

/// <summary>Office of the person who signs for the body.</summary>
public enum LegalOffice
{
    Mayor,
    President,
    Commissioner,
}

/// <summary>Whether the body runs a project of the SAI network.</summary>
public enum SaiProject
{
    Yes,
    No,
    InPreparation,
}

/// <summary>Kinds of SAI project, which one body may have together.</summary>
[Flags]
public enum SaiKinds
{
    None = 0,

    /// <summary>Ordinari.</summary>
    Ordinary = 1,

    /// <summary>Minori stranieri non accompagnati.</summary>
    UnaccompaniedMinors = 2,

    /// <summary>Disagio mentale e disabilità fisica (DM-DS).</summary>
    MentalDistressAndDisability = 4,
}

/// <summary>The kind of decision by which the body adheres.</summary>
public enum ActKind
{
    /// <summary>Delibera.</summary>
    Resolution,

    /// <summary>Determina.</summary>
    Determination,

    /// <summary>Decreto.</summary>
    Decree,

    ToBeAdopted,
}

/// <summary>Who signs: the legal representative of the body.</summary>
public sealed record LegalRepresentative(string FirstName, string LastName, LegalOffice? Office)
{
    public static readonly LegalRepresentative Unknown = new("", "", null);

    public bool IsComplete => FirstName.Length > 0 && LastName.Length > 0 && Office is not null;

    public string FullName => $"{FirstName} {LastName}".Trim();
}

/// <summary>A person of the body to talk to, political or technical. Empty strings: not told.</summary>
/// <param name="Unit">The office they work in (technical contact only).</param>
public sealed record ContactPerson(string FirstName, string LastName, string Role, string Unit, string Phone, string Email)
{
    public const int NameMaxLength = 80;
    public const int RoleMaxLength = 120;
    public const int PhoneMaxLength = PhoneNumber.MaxLength;

    public static readonly ContactPerson Unknown = new("", "", "", "", "", "");

    public bool IsGiven => FirstName.Length > 0 || LastName.Length > 0;

    public bool IsComplete => FirstName.Length > 0 && LastName.Length > 0 && Email.Length > 0;

    public string FullName => $"{FirstName} {LastName}".Trim();
}

/// <summary>The body and the SAI network.</summary>
/// <param name="Places">Financed places; null: not told.</param>
public sealed record SaiNetwork(SaiProject? Project, SaiKinds Kinds, int? Places)
{
    public const int MostPlaces = 5000;

    public static readonly SaiNetwork Unknown = new(null, SaiKinds.None, null);

    public bool IsComplete => Project is not null;
}

/// <summary>The act of adhesion; number and date only once it is adopted.</summary>
public sealed record AdhesionAct(ActKind? Kind, string Number, DateOnly? Date)
{
    public const int NumberMaxLength = 40;

    public static readonly AdhesionAct Unknown = new(null, "", null);

    public bool IsAdopted => Kind is not null and not ActKind.ToBeAdopted;

    public bool IsComplete => Kind == ActKind.ToBeAdopted || (IsAdopted && Number.Length > 0 && Date is not null);
}

/// <summary>Everything that a body tells about itself in the scheda.</summary>
public sealed record AdhesionData(
    string Pec, LegalRepresentative LegalRepresentative, ContactPerson PoliticalContact,
    ContactPerson TechnicalContact, SaiNetwork Network, AdhesionAct Act);

/// <summary>The parts of the scheda that a person fills in, in the order of the wizard.</summary>
public enum AdhesionPart
{
    Body,
    People,
    NetworkAndAct,
}

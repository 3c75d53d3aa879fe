namespace Coopera.Core.Registrations.Lists;

public enum RegistrationOrder
{
    /// <summary>As they came in.</summary>
    Number,

    /// <summary>Surname and name.</summary>
    Name,
    Status,
    Body,
}

namespace Coopera.Core.Registrations.Lists;

public enum RegistrationOrder
{
    Number,

    Name,
    Status,
    Body,
}

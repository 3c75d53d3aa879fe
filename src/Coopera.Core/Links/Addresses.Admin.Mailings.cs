namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Mailings
        {
            public const string List = $"{Home}/messaggi";
            public const string Start = $"{List}/scegli";
            public const string New = $"{List}/nuovo";

            public static string Page(Guid id) => $"{List}/{id}";

            public static string Edit(Guid id) => $"{Page(id)}/modifica";

            public static string Withdraw(Guid id) => $"{Page(id)}/ritira";

            public static string Delete(Guid id) => $"{Page(id)}/elimina";

            public static string Invite(int webinar) => $"{New}?a=Invitations&webinar={webinar}";

            /// <summary>Begins with a text that was kept.</summary>
            public static string From(Guid model) => $"{Start}?modello={model}";

            public static string ToPeople(int webinar) => $"{New}?a=People&webinar={webinar}";
        }
    }
}

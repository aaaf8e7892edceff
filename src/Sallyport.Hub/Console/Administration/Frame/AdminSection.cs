using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>An entry of the rail that leads to a page of access or of settings.</summary>
internal sealed record AdminSection(string Name, string Icon, char Key, string Path, int Order, bool AdministersOrganization = false) : IRailSection;

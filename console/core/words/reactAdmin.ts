/**
 * React-admin's own words in Spanish that its package of 2019 lacks, and two of which the console says more.
 * What is not listed here belongs to parts the console does not use.
 */
export const spanishMore = {
  ra: {
    action: {
      clear_array_input: 'Vaciar la lista',
      clear_input_value: 'Vaciar el campo',
      confirm: 'Confirmar',
      close: 'Cerrar',
      close_menu: 'Plegar el menú',
      open_menu: 'Desplegar el menú',
      expand: 'Desplegar',
      open: 'Abrir',
      remove_all_filters: 'Quitar todos los filtros',
      reset: 'Restablecer',
      search: 'Buscar',
      search_columns: 'Buscar columnas',
      select_all: 'Seleccionar todo',
      select_all_button: 'Seleccionar todo',
      select_row: 'Seleccionar esta fila',
      select_columns: 'Columnas',
      toggle_theme: 'Tema claro u oscuro',
      unselect: 'Quitar la selección',
      update: 'Actualizar',
    },
    boolean: { null: ' ' },
    page: {
      access_denied: 'Acceso denegado',
      authentication_error: 'Error de autenticación',
      empty: 'Todavía no hay %{name}.',
      error: 'Algo falló',
      invite: '¿Quiere añadir uno?',
    },
    input: {
      password: { toggle_visible: 'Ocultar la contraseña', toggle_hidden: 'Mostrar la contraseña' },
    },
    message: {
      access_denied: 'No tiene permiso para abrir esta página',
      authentication_error: 'No se pudo comprobar quién inició sesión.',
      auth_error: 'No se pudo comprobar quién inició sesión.',
      details: 'Detalles',
      error: 'Algo falló en esta página y no se pudo terminar.',
      placeholder_data_warning: 'Sin conexión: los datos no se actualizaron.',
      select_all_limit_reached: 'Hay demasiados elementos. Se seleccionaron los primeros %{max}.',
      unsaved_changes: 'Tiene texto sin guardar. ¿Quiere salir y perderlo?',
    },
    navigation: {
      clear_filters: 'Quitar los filtros',
      current_page: 'Página %{page}',
      first: 'Primera página',
      last: 'Última página',
      next: 'Página siguiente',
      no_filtered_results: 'Nada coincide con estos filtros.',
      page: 'Ir a la página %{page}',
      page_rows_per_page: 'Filas por página:',
      partial_page_range_info: '%{offsetBegin}-%{offsetEnd} de más de %{offsetEnd}',
      previous: 'Página anterior',
      skip_nav: 'Saltar al contenido',
    },
    sort: { sort_by: 'Ordenar por %{field_lower_first} %{order}', ASC: 'ascendente', DESC: 'descendente' },
    auth: {
      auth_check_error: 'Inicie sesión para continuar',
      email: 'Correo electrónico',
      user_menu: 'Mi cuenta',
    },
    notification: {
      application_update_available: 'Hay una versión nueva.',
      data_provider_error: 'La consola no pudo leer la respuesta.',
      i18n_error: 'No se pudieron cargar los textos de este idioma',
      logged_out: 'Su sesión terminó. Inicie sesión de nuevo.',
      not_authorized: 'Su función no permite esto.',
      offline: 'Sin conexión. No se pudo leer.',
    },
    validation: { unique: 'Debe ser único' },
  },
}

export const englishMore = {
  ra: {
    message: { unsaved_changes: 'You have text that is not saved. Leave and lose it?' },
    navigation: { no_filtered_results: 'Nothing matches these filters.' },
  },
}
